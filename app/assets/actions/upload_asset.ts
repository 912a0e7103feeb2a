import { rm } from 'node:fs/promises'
import { inject } from '@adonisjs/core'
import { readRows } from '#core/database/index'
import { Forbidden, NotFound } from '#core/http/index'
import type { ReceivedFile } from '#files'
import { Brand, type Visitor } from '#identity'
import { namesInPath, ResolveFolderPath } from '#taxonomy'
import { uploadFieldsValidator } from '../validators/edit_validators.ts'
import { checkUploadProperties, propertiesFromText } from '../properties/properties.ts'
import { metadataOf } from '../queries/metadata_of.ts'
import { findTemplate } from '../templates/find_templates.ts'
import { usableValues, withTemplate } from '../templates/usable_values.ts'
import { CreateAsset } from './create_asset.ts'

/**
 * What multipart and resumable uploads have in common once the bytes are here: which brand, which
 * fields, what of duplicates. A refusal removes the received file.
 */
@inject()
export class UploadAsset {
  constructor(private createAsset: CreateAsset) {}

  /** Throws where this visitor may not add to the brand, or, while none is named yet, to any. */
  async authorise(visitor: Visitor, wantedBrand: string | null | undefined): Promise<void> {
    if (!wantedBrand) {
      if (!visitor.canSomewhere('assets.create')) throw new Forbidden('upload assets')
      return
    }
    if (!visitor.can('assets.create', wantedBrand)) {
      if (visitor.can('assets.view', wantedBrand)) throw new Forbidden('upload assets to this brand')
      throw new NotFound('brand')
    }
    if (!(await Brand.find(wantedBrand))) throw new NotFound('brand')
  }

  /** The brand that an asset goes to: the wanted one, or else the first that this visitor may add to. */
  async brandFor(visitor: Visitor, wantedBrand: string | null | undefined): Promise<string> {
    await this.authorise(visitor, wantedBrand)
    if (wantedBrand) return wantedBrand
    const allowed = visitor.brandsWith('assets.create')
    const among = allowed === 'all' ? '' : `where id in (${allowed.map(() => '?').join(', ')})`
    const [first] = await readRows<{ id: string }>(`select id from brands ${among} order by id limit 1`, allowed === 'all' ? [] : allowed)
    return first!.id
  }

  /** Refuses what will be refused whatever the file is, before a byte of it is taken. */
  async checkBefore(visitor: Visitor, wantedBrand: string | null | undefined, given: Record<string, unknown>) {
    const { brandId, templateId, ...fields } = await read(visitor, { ...given, ...(wantedBrand ? { brandId: wantedBrand } : {}) })
    const upload = { brandId: await this.brandFor(visitor, brandId), type: null }
    const template = await templateFor(visitor, upload, templateId)
    await checkUploadProperties(visitor, upload, withTemplate(fields, template.given))
  }

  async handle(visitor: Visitor, file: ReceivedFile, given: Record<string, unknown>) {
    try {
      const { brandId: wanted, duplicates, keywords, folderPath, templateId, ...fields } = await read(visitor, given)
      const brandId = await this.brandFor(visitor, wanted)
      const place = folderPath ? await placeAt(visitor, brandId, folderPath, fields) : {}
      const { given: values, leftOut } = await templateFor(visitor, { brandId, type: file.type }, templateId)
      const said = { ...fields, ...place, ...(keywords ? { keywords: splitKeywords(keywords) } : {}) }
      const created = await this.createAsset.handle(visitor, { file, brandId, duplicates, given: withTemplate(said, values) })
      return { ...created, leftOut }
    } catch (error) {
      await rm(file.path, { force: true })
      throw error
    }
  }
}

/** What is given holds before what is taken over from another asset (S3-30). */
async function read(visitor: Visitor, { metadataFrom, ...given }: Record<string, unknown>) {
  const brandId = typeof given.brandId === 'string' && given.brandId ? given.brandId : undefined
  const taken = typeof metadataFrom === 'string' && metadataFrom ? await metadataOf(visitor, metadataFrom, brandId) : {}
  const all = { ...taken, ...given }
  return uploadFieldsValidator().validate({ ...all, ...propertiesFromText(all) })
}

async function templateFor(visitor: Visitor, place: { brandId: string; type: string | null }, templateId: string | undefined) {
  if (!templateId) return { given: {}, leftOut: [] }
  return usableValues(visitor, await findTemplate(visitor, templateId), place)
}

/** A dropped folder keeps its structure below the folder it was dropped into, for those who may make folders (S0-31). */
async function placeAt(visitor: Visitor, brandId: string, path: string, { folderId }: Record<string, unknown>) {
  if (!visitor.can('folders.manage', brandId)) return {}
  const parentId = typeof folderId === 'string' ? folderId : null
  return { folderId: await new ResolveFolderPath().handle(visitor, { brandId, parentId, names: namesInPath(path) }) }
}

function splitKeywords(text: string): string[] {
  const words = text.split(/[,;\n]/).map((word) => word.trim())
  return [...new Set(words.filter(Boolean))].slice(0, 500)
}
