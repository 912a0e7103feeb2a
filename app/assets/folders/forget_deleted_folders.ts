import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { forgetFolder, KEPT_DAYS } from '#taxonomy'

const BATCH = 500

/** Ends the time in which deleted folders can be brought back: first assets forget them, a part at a time. */
export class ForgetDeletedFolders extends Job {
  static jobName = 'assets.forget_deleted_folders'
  static priority = PRIORITY.housekeeping
  static attempts = 3
  static timeoutMs = 60 * 60_000

  async handle(_payload: object, { signal }: JobContext) {
    const since = Date.now() - KEPT_DAYS * 24 * 3600_000
    const folders = (await db.from('folders').where('deleted_at', '<', since).select('id', 'circle_id')) as Deleted[]
    for (const folder of folders) {
      let isEmpty = false
      for (;;) {
        signal.throwIfAborted()
        const inIt = db.from('assets').whereIn('is_trashed', [false, true]).where('folder_id', folder.id).limit(BATCH)
        const ids = ((await inIt.select('id')) as { id: string }[]).map((row) => row.id)
        isEmpty = ids.length === 0
        // To forget a restricted folder would open what is in it: it is kept until somebody has put all that elsewhere.
        if (isEmpty || folder.circle_id) break
        const forgotten = await inTransaction((trx) => {
          const still = trx.from('folders').where('id', folder.id).where('deleted_at', '<', since).whereNull('circle_id').select('id')
          return trx.from('assets').whereIn('id', ids).whereIn('folder_id', still).update({ folder_id: null })
        })
        // Somebody has brought it back.
        if (Number(forgotten) === 0) break
      }
      if (isEmpty) await inTransaction((trx) => forgetFolder(trx, folder.id, since))
    }
  }
}

type Deleted = { id: string; circle_id: string | null }
