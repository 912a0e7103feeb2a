import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'

const KEPT_MS = 30 * 24 * 3600_000

/** What tables said is kept as long as it can be taken back. */
export class ForgetOldImports extends Job {
  static jobName = 'assets.forget_old_imports'
  static priority = PRIORITY.housekeeping
  static attempts = 3

  async handle() {
    await inTransaction((trx) =>
      trx
        .from('metadata_imports')
        .where('created_at', '<', Date.now() - KEPT_MS)
        .delete()
    )
  }
}
