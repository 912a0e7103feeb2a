import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { KEPT_DAYS } from '#taxonomy'

const BATCH = 500

/** Ends the time in which deleted fields can be brought back: first goes what assets have in them, a part at a time. */
export class ForgetDeletedFields extends Job {
  static jobName = 'assets.forget_deleted_fields'
  static priority = PRIORITY.housekeeping
  static attempts = 3
  static timeoutMs = 60 * 60_000

  async handle(_payload: object, { signal }: JobContext) {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    const fields = (await db.from('metadata_fields').where('deleted_at', '<', since).select('id')) as { id: string }[]
    for (const { id } of fields) {
      for (;;) {
        signal.throwIfAborted()
        const rows = (await db.from('asset_field_values').where('field_id', id).limit(BATCH).select('asset_id')) as { asset_id: string }[]
        if (rows.length === 0) break
        const ids = [...new Set(rows.map((row) => row.asset_id))]
        await inTransaction((trx) => trx.from('asset_field_values').where('field_id', id).whereIn('asset_id', ids).delete())
      }
      await inTransaction((trx) => trx.from('metadata_fields').where('id', id).where('deleted_at', '<', since).delete())
    }
  }
}
