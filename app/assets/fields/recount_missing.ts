import db from '@adonisjs/lucid/services/db'
import { setImmediate as turn } from 'node:timers/promises'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { knownFields } from '#taxonomy'
import { keepMissing } from './missing.ts'
import { valuesOf } from './values.ts'

const BATCH = 300

type Row = { id: string; brandId: string; type: string; missingFields: number }

/** Counts anew, after it has changed what is required, how many required fields of each asset are empty (S0-34). */
export class RecountMissing extends Job<{ brandId: string | null }> {
  static jobName = 'assets.recount_missing'
  static priority = PRIORITY.housekeeping
  static attempts = 5
  static timeoutMs = 60 * 60_000

  async handle({ brandId }: { brandId: string | null }, { signal }: JobContext) {
    let after = ''
    for (;;) {
      signal.throwIfAborted()
      const fields = await knownFields()
      const ids = await this.#next(brandId, after)
      if (ids.length === 0) return
      const values = await valuesOf(ids, fields)
      await inTransaction(async (trx) => {
        const query = trx
          .from('assets')
          .whereIn('id', ids)
          .select({ id: 'id', brandId: 'brand_id', type: 'type', missingFields: 'missing_fields' })
        await keepMissing(trx, fields, (await query) as Row[], values)
      })
      after = ids.at(-1)!
      await turn()
    }
  }

  async #next(brandId: string | null, after: string): Promise<string[]> {
    const query = db.from('assets').where('id', '>', after).orderBy('id').limit(BATCH).select('id')
    if (brandId !== null) query.where('brand_id', brandId)
    return (await query).map((row) => String(row.id))
  }
}
