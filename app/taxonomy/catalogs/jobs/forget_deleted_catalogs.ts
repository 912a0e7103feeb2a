import { inTransaction } from '#core/database/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { KEPT_DAYS } from '../../errors.ts'

/** Ends the time in which deleted catalogues and categories can be brought back. */
export class ForgetDeletedCatalogs extends Job {
  static jobName = 'taxonomy.forget_deleted_catalogs'
  static priority = PRIORITY.housekeeping
  static attempts = 3

  async handle() {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    await inTransaction(async (trx) => {
      await trx.from('catalogs').where('deleted_at', '<', since).delete()
      await trx.from('categories').where('deleted_at', '<', since).delete()
    })
  }
}
