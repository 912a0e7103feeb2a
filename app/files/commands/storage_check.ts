import { flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { ANOTHERS, CheckStorage, type StorageReport } from '../integrity/check_storage.ts'

const SHOWN = 20

export default class StorageCheck extends ReportingCommand<StorageReport> {
  static commandName = 'storage:check'
  static description = 'Compare every stored object with the database: missing, altered and orphaned. Deletes nothing unless told.'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Compare sizes only, without reading the content' })
  declare fast: boolean

  @flags.boolean({ description: 'Delete objects that no row refers to, older than a day' })
  declare deleteOrphans: boolean

  @flags.boolean({ description: 'Forget renditions that are gone, so that they are made again' })
  declare repair: boolean

  @flags.boolean({ description: 'Take the storage over from another database that claimed it and is gone' })
  declare claim: boolean

  protected async work(): Promise<StorageReport> {
    const line = new ProgressLine()
    const check = await this.app.container.make(CheckStorage)
    const report = await check.handle({
      fast: this.fast ?? false,
      deleteOrphans: this.deleteOrphans ?? false,
      repair: this.repair ?? false,
      claim: this.claim ?? false,
      onProgress: (checked, blobs) => line.show(() => `${checked} of ${blobs} blobs`),
    })
    line.clear()
    return report
  }

  protected isBad({ totals, isOurs, keptBecause }: StorageReport): boolean {
    return totals.missing + totals.altered > 0 || !isOurs || keptBecause !== null
  }

  protected lines(report: StorageReport): string[] {
    const { totals } = report
    return [
      ...(report.looksEmpty
        ? [`THE STORAGE LOOKS EMPTY: not one of ${report.checked} blobs is there. Is it mounted, and is it the right one?`]
        : report.missing.slice(0, SHOWN).map(({ key, blobId }) => `missing   ${key} (blob ${blobId})`)),
      ...report.altered.slice(0, SHOWN).map(({ key, detail }) => `altered   ${key}: ${detail}`),
      ...report.orphaned.slice(0, SHOWN).map(({ key, size }) => `orphaned  ${key}, ${size} bytes`),
      `${report.checked} of ${report.blobs} blobs checked${this.fast ? ' by size' : ''}: ${totals.missing} missing, ${totals.altered} altered.`,
      `${report.renditions} renditions checked: ${report.renditionsMissing} missing${this.#repaired(report)}.`,
      `${totals.orphaned} orphaned objects${report.orphansDeleted > 0 ? `, ${report.orphansDeleted} deleted` : ''}.`,
      ...(report.isOurs || report.keptBecause ? [] : [ANOTHERS]),
      ...(report.keptBecause ? [`No orphan was deleted. ${report.keptBecause}`] : []),
    ]
  }

  #repaired({ renditionsMissing, renditionsDropped }: StorageReport): string {
    if (renditionsDropped > 0) return `, ${renditionsDropped} forgotten and soon made again`
    return renditionsMissing > 0 ? ' (no damage: run with --repair to have them made again)' : ''
  }
}
