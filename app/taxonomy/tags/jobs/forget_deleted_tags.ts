import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { KEPT_DAYS } from '../../errors.ts'

/** Ends the time in which deleted tags can be brought back. */
export class ForgetDeletedTags extends Job {
  static jobName = 'taxonomy.forget_deleted_tags'
  static priority = PRIORITY.housekeeping
  static attempts = 3

  async handle() {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    await inTransaction((trx) => trx.from('tags').where('deleted_at', '<', since).delete())
  }
}
