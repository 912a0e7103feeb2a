import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { Asset } from '../models/asset.ts'
import { indexAssets } from '../search/search_documents.ts'

const BATCH = 200

/** Lets the search follow after the words of a tag have changed, on however many assets it is. */
export class ReindexTagged extends Job<{ tagId: string }> {
  static jobName = 'assets.reindex_tagged'
  static priority = PRIORITY.housekeeping
  static attempts = 5
  static timeoutMs = 60 * 60_000

  async handle({ tagId }: { tagId: string }, { signal }: JobContext) {
    let after = ''
    for (;;) {
      signal.throwIfAborted()
      const rows = (await db
        .from('asset_tags')
        .where('tag_id', tagId)
        .where('asset_id', '>', after)
        .orderBy('asset_id')
        .limit(BATCH)
        .select('asset_id')) as { asset_id: string }[]
      if (rows.length === 0) return
      const ids = rows.map((row) => row.asset_id)
      await inTransaction(async (trx) => indexAssets(trx, await Asset.query({ client: trx }).whereIn('id', ids)))
      after = ids.at(-1)!
    }
  }
}
