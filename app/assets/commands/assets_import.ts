import { args, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { nameKey } from '#core/support/name_key'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { Brand, findFirstAdmin, findUserNamed, loadVisitor, type Visitor } from '#identity'
import { UploadAsset } from '../actions/upload_asset.ts'
import { findTemplates } from '../templates/find_templates.ts'
import type { MetadataTemplate } from '../templates/metadata_template.ts'
import { ImportFolder, type ImportReport } from '../imports/import_folder.ts'

const SHOWN = 50

export default class AssetsImport extends ReportingCommand<ImportReport> {
  static commandName = 'assets:import'
  static description = 'Copy the files of a folder into the library. Start it again to continue: what is there already is skipped.'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The folder, with all folders in it; links and hidden files are left out' })
  declare folder: string

  @flags.string({ description: 'In whose name, by e-mail address; the first System admin without it' })
  declare user?: string

  @flags.string({ description: 'Into which brand, by slug or id; the first that this person may add to without it' })
  declare brand?: string

  @flags.string({ description: 'Files of a content that is there already: refuse (the default) or keep' })
  declare duplicates?: string

  @flags.string({ description: 'A metadata template that describes the files, by name or id' })
  declare template?: string

  protected async work(): Promise<ImportReport> {
    const duplicates = this.#duplicates()
    const visitor = await this.#visitor()
    const brandId = await (await this.app.container.make(UploadAsset)).brandFor(visitor, await this.#brandId())
    const template = this.template ? await this.#template(visitor, brandId, this.template) : null
    const line = new ProgressLine()
    const folder = await this.app.container.make(ImportFolder)
    const onProgress = (report: ImportReport) => line.show(() => counted(report))
    const report = await folder.handle(visitor, { folder: this.folder, brandId, duplicates, template, onProgress })
    line.clear()
    return report
  }

  protected isBad({ refused, stoppedBecause }: ImportReport): boolean {
    return refused.length > 0 || stoppedBecause !== null
  }

  protected lines(report: ImportReport): string[] {
    const { refused, leftOut, stoppedBecause } = report
    return [
      ...refused.slice(0, SHOWN).map(({ path, reason }) => `refused  ${path}: ${reason}`),
      ...(refused.length > SHOWN ? [`… and ${refused.length - SHOWN} more; --json lists all`] : []),
      ...leftOut.map((message) => `left out of the template: ${message}`),
      counted(report),
      ...(stoppedBecause ? [`It stopped before the end. ${stoppedBecause} Start it again to go on.`] : []),
    ]
  }

  async #template(visitor: Visitor, brandId: string, named: string): Promise<MetadataTemplate> {
    const templates = await findTemplates(visitor, { brand: brandId })
    const found = templates.find(({ id }) => id === named) ?? templates.find((one) => one.nameKey === nameKey(named))
    if (found) return found
    throw new Error(`There is no template "${named}" for this brand. There are: ${templates.map(({ name }) => name).join(', ') || 'none'}.`)
  }

  #duplicates(): 'keep' | 'refuse' {
    const given = this.duplicates ?? 'refuse'
    if (given !== 'keep' && given !== 'refuse') throw new Error(`--duplicates is keep or refuse, not "${given}".`)
    return given
  }

  async #visitor(): Promise<Visitor> {
    const user = this.user ? await findUserNamed(this.user) : await findFirstAdmin()
    if (!user)
      throw new Error('There is no System admin yet in whose name to import. Make one with user:create, or name somebody by --user.')
    const visitor = await loadVisitor(user.id, 'cli')
    if (!visitor) throw new Error(`The account of ${user.email} is not active, so nothing can be imported in its name.`)
    return visitor
  }

  async #brandId(): Promise<string | null> {
    if (!this.brand) return null
    const brand = await Brand.query().where('slug', this.brand).orWhere('id', this.brand).first()
    if (brand) return brand.id
    const slugs = (await Brand.query().orderBy('id')).map(({ slug }) => slug)
    throw new Error(`There is no brand "${this.brand}". There are: ${slugs.join(', ')}.`)
  }
}

function counted({ total, created, duplicates, refused }: ImportReport): string {
  return `${total} files: ${created} created, ${duplicates} there already, ${refused.length} refused.`
}
