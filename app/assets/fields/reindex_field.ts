import db from '@adonisjs/lucid/services/db'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { Asset } from '../models/asset.ts'
import { indexAssets } from '../search/search_documents.ts'

const BATCH = 200

type Row = { asset_id: string; text_key: string }

/** Lets the search follow after the words of a field have changed, on however many assets it is. */
export class ReindexField extends Job<{ fieldId: string }> {
  static jobName = 'assets.reindex_field'
  static priority = PRIORITY.housekeeping
  static attempts = 5
  static timeoutMs = 60 * 60_000

  async handle({ fieldId }: { fieldId: string }, { signal }: JobContext) {
    let last: Row | null = null
    for (;;) {
      signal.throwIfAborted()
      const rows = await this.#next(fieldId, last)
      if (rows.length === 0) return
      const ids = [...new Set(rows.map((row) => row.asset_id))]
      await inTransaction(async (trx) => indexAssets(trx, await Asset.query({ client: trx }).whereIn('id', ids)))
      last = rows.at(-1)!
    }
  }

  /** In the order of the index, so that each batch begins where the one before ended. */
  async #next(fieldId: string, last: Row | null): Promise<Row[]> {
    const query = db.from('asset_field_values').where('field_id', fieldId)
    if (last) {
      const { asset_id: id, text_key: key } = last
      query.where('text_key', '>=', key).where((rest) => void rest.where('text_key', '>', key).orWhere('asset_id', '>', id))
    }
    return (await query.orderBy('text_key').orderBy('asset_id').limit(BATCH).select('asset_id', 'text_key')) as Row[]
  }
}
