import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { SYSTEM } from '#core/activity/index'
import { PurgeAssets } from '../actions/purge_assets.ts'
import { Asset } from '../models/asset.ts'

const BATCH = 100

/** Removes for good what has been in the trash for its thirty days (S3-40). */
export class EmptyTrash extends Job {
  static jobName = 'assets.empty_trash'
  static priority = PRIORITY.housekeeping
  static attempts = 3
  static timeoutMs = 60 * 60_000

  async handle(_: object, { signal }: JobContext) {
    while (!signal.aborted) {
      const gone = await inTransaction(async (trx) => {
        const due = await Asset.query({ client: trx }).where('isTrashed', true).where('purgeAt', '<=', Date.now()).limit(BATCH)
        await new PurgeAssets().handle(trx, SYSTEM, due)
        return due.length
      })
      if (gone < BATCH) return
    }
  }
}
