import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { KEPT_DAYS } from '#taxonomy'

const BATCH = 500

/** Ends the time in which deleted folders can be brought back: first assets forget them, a part at a time. */
export class ForgetDeletedFolders extends Job {
  static jobName = 'assets.forget_deleted_folders'
  static priority = PRIORITY.housekeeping
  static attempts = 3
  static timeoutMs = 60 * 60_000

  async handle(_payload: object, { signal }: JobContext) {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    const folders = (await db.from('folders').where('deleted_at', '<', since).select('id')) as { id: string }[]
    for (const { id } of folders) {
      for (;;) {
        signal.throwIfAborted()
        const inIt = db.from('assets').whereIn('is_trashed', [false, true]).where('folder_id', id).limit(BATCH)
        const ids = ((await inIt.select('id')) as { id: string }[]).map((row) => row.id)
        if (ids.length === 0) break
        await inTransaction((trx) => trx.from('assets').whereIn('id', ids).where('folder_id', id).update({ folder_id: null }))
      }
      await inTransaction((trx) => trx.from('folders').where('id', id).where('deleted_at', '<', since).delete())
    }
  }
}
