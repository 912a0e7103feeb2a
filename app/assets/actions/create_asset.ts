import { rm } from 'node:fs/promises'
import { inject } from '@adonisjs/core'
import { inTransaction, insertModel, insertRow, newId, type Transaction } from '#core/database/index'
import { Jobs, PRIORITY } from '#core/jobs/index'
import { recordActivity } from '#core/activity/index'
import { DigestBlob, nameWithoutExtension, StoreBlob, type Blob, type ReceivedFile } from '#files'
import type { Visitor } from '#identity'
import { adjustCounts } from '../counts.ts'
import { tellFollowers } from '../followers.ts'
import { DuplicateAsset } from '../errors.ts'
import { nameKey } from '#core/support/name_key'
import { Asset, type Source } from '../models/asset.ts'
import { AssetVersion } from '../models/asset_version.ts'
import { findDuplicate } from '../queries/find_asset.ts'
import { indexAsset } from '../search/search_documents.ts'
import { embeddedOf, prefill } from '../prefill.ts'
import { beginProperties, checkUploadProperties, prefillProperties, splitProperties, writeProperties } from '../properties/properties.ts'
import type { Changes } from './update_asset.ts'

export type NewAsset = {
  file: ReceivedFile
  brandId: string
  given?: Changes
  /** `refuse` answers 409 where the visitor can see an asset of the same bytes. */
  duplicates?: 'keep' | 'refuse'
  priority?: number
  source?: Source
}

/**
 * Turns a received file into an asset. When this returns, the bytes and the card are on disk to stay:
 * everything that follows (thumbnail, metadata, text) can be made again from them.
 */
@inject()
export class CreateAsset {
  constructor(
    private storeBlob: StoreBlob,
    private jobs: Jobs
  ) {}

  async handle(visitor: Visitor, wanted: NewAsset): Promise<{ asset: Asset; duplicateOf: { id: string; name: string } | null }> {
    const { file } = wanted
    const blobId = await this.storeBlob.find(file.sha256)
    const duplicateOf = blobId === null ? null : await findDuplicate(visitor, blobId)
    if (duplicateOf && wanted.duplicates === 'refuse') {
      await rm(file.path, { force: true })
      throw new DuplicateAsset(file.fileName, duplicateOf)
    }
    const upload = { brandId: wanted.brandId, type: file.type, isImport: wanted.source === 'imported' }
    await checkUploadProperties(visitor, upload, wanted.given ?? {})
    await this.storeBlob.keep(file, blobId !== null)
    const priority = wanted.priority ?? PRIORITY.upload
    const created = await inTransaction(async (trx) => {
      const blob = await this.storeBlob.record(trx, file, blobId !== null)
      const asset = await this.#record(trx, visitor, wanted, blob, duplicateOf?.id ?? null)
      if (blob.state === 'stored') {
        await this.jobs.dispatch(DigestBlob, { blobId: blob.id, priority }, { key: DigestBlob.key(blob.id), priority, trx })
      }
      return asset
    })
    return { asset: created, duplicateOf }
  }

  async #record(trx: Transaction, visitor: Visitor, wanted: NewAsset, blob: Blob, duplicateOf: string | null) {
    const { file, brandId, given = {} } = wanted
    const now = Date.now()
    const { columns, properties } = splitProperties(given)
    const name = columns.name ?? nameWithoutExtension(file.fileName)
    const asset = new Asset().fill({
      id: newId(),
      brandId,
      blobId: blob.id,
      versionNumber: 1,
      keywords: [],
      title: null,
      description: null,
      altText: null,
      copyright: null,
      sourceUrl: null,
      source: wanted.source ?? 'uploaded',
      ...columns,
      name,
      nameKey: nameKey(name),
      ...takenOver(blob),
      fileName: file.fileName,
      type: blob.type,
      mimeType: blob.mimeType,
      size: blob.size,
      processingStatus: statusOf(blob),
      availability: 'automatic',
      reviewStatus: 'draft',
      isPrivate: false,
      isTrashed: false,
      duplicateOf,
      folderId: null,
      missingFields: 0,
      revision: 1,
      fieldRevisions: {},
      createdBy: visitor.user.id,
      createdAt: now,
      updatedAt: now,
      trashedAt: null,
      trashedBy: null,
      purgeAt: null,
    })
    // Bytes that were here before have been read: what they say is known at once.
    if (blob.state === 'ready') prefill(asset, embeddedOf(blob))
    await insertModel(trx, asset)
    await insertRow(trx, AssetVersion.table, {
      id: newId(),
      asset_id: asset.id,
      blob_id: blob.id,
      number: 1,
      file_name: file.fileName,
      note: null,
      created_by: visitor.user.id,
      created_at: now,
    })
    await writeProperties(trx, visitor, asset, properties)
    if (blob.state === 'ready') await prefillProperties(trx, asset, embeddedOf(blob))
    await beginProperties(trx, asset)
    await indexAsset(trx, asset, { isNew: true })
    await adjustCounts(trx, [{ asset, by: 1 }])
    await tellFollowers(trx, [asset.id], 'created')
    await recordActivity(trx, visitor.actor, {
      action: 'asset.created',
      subjectType: 'asset',
      subjectId: asset.id,
      brandId,
      after: { name, fileName: file.fileName, sha256: blob.sha256, size: blob.size },
    })
    return asset
  }
}

/** What filters ask of an asset and its bytes know. */
export function takenOver(blob: Blob): Pick<Asset, 'width' | 'height' | 'durationSeconds' | 'shape' | 'colour'> {
  const { width, height, durationSeconds, colour } = blob
  return { width, height, durationSeconds, shape: shapeOf(width, height), colour }
}

/** As people see it: a little longer than wide is still a square. */
function shapeOf(width: number | null, height: number | null): Asset['shape'] {
  if (!width || !height) return null
  if (width > height * 1.05) return 'landscape'
  return height > width * 1.05 ? 'portrait' : 'square'
}

/** What people see of a blob's state. */
export function statusOf(blob: Blob): Asset['processingStatus'] {
  if (blob.state === 'ready') return 'ready'
  return blob.state === 'failed' ? 'failed' : 'processing'
}
