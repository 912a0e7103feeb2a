import { inject } from '@adonisjs/core'
import { recordActivity } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { Jobs, PRIORITY } from '#core/jobs/index'
import { Blob, DigestBlob } from '#files'
import type { Visitor } from '#identity'
import { NotFailed } from '../errors.ts'
import type { Asset } from '../models/asset.ts'

/** Processes a failed asset once more, for a person who waits (S2-59). */
@inject()
export class RetryProcessing {
  constructor(private jobs: Jobs) {}

  async handle(visitor: Visitor, asset: Asset) {
    if (asset.processingStatus !== 'failed') throw new NotFailed(asset.name)
    await inTransaction(async (trx) => {
      await trx
        .from('blobs')
        .where('id', asset.blobId)
        .where('state', 'failed')
        .update({ state: 'stored', error_code: null, error_message: null, updated_at: Date.now() })
      await trx.from('assets').where('blob_id', asset.blobId).update({ processing_status: 'processing', updated_at: Date.now() })
      await recordActivity(trx, visitor.actor, {
        action: 'asset.retried',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
      })
    })
    const blob = await Blob.findOrFail(asset.blobId)
    await this.jobs.dispatch(
      DigestBlob,
      { blobId: blob.id, priority: PRIORITY.person },
      { key: DigestBlob.key(blob.id), priority: PRIORITY.person }
    )
  }
}
