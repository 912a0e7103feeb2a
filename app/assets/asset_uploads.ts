import app from '@adonisjs/core/services/app'
import type { UploadMetadata, UploadPurpose } from '#files'
import { UploadAsset } from './actions/upload_asset.ts'
import { propertyNames } from './properties/properties.ts'

const FIELDS = [
  'brandId',
  'name',
  'title',
  'description',
  'altText',
  'copyright',
  'sourceUrl',
  'keywords',
  'folderPath',
  'duplicates',
  'metadataFrom',
  'templateId',
] as const

/** Resumable uploads become assets. A duplicate is refused until the person says to keep both. */
export const assetUploads: UploadPurpose = {
  name: 'asset',

  async authorise(ctx, metadata) {
    const upload = await app.container.make(UploadAsset)
    await upload.authorise(ctx.visitor, metadata.brandId)
    await upload.checkBefore(ctx.visitor, metadata.brandId, fieldsOf(metadata))
  },

  async accept(ctx, file, metadata) {
    const upload = await app.container.make(UploadAsset)
    const { asset, duplicateOf, leftOut } = await upload.handle(ctx.visitor, file, fieldsOf(metadata))
    return { header: 'Damson-Asset', value: { id: asset.id, duplicateOf, leftOut } }
  },
}

function fieldsOf(metadata: UploadMetadata): Record<string, unknown> {
  const parts = Object.keys(metadata).filter((name) => name.startsWith('fields.'))
  const given = [...FIELDS, ...propertyNames(), ...parts].flatMap((field) => (metadata[field] ? [[field, metadata[field]]] : []))
  return { duplicates: metadata.keepBoth === '1' ? 'keep' : 'refuse', ...Object.fromEntries(given) }
}
