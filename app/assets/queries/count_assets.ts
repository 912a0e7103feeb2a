import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import { visibleAssets } from './asset_query.ts'

/** More than this many in a bucket without a kept number are "10,000+". */
const CAP = 10_000

export type BucketCounts = { all: number; recent: number; recentIsCapped: boolean; trash: number }

/** The numbers beside the buckets (S1-10 to S1-12). */
export class CountAssets {
  async handle(visitor: Visitor): Promise<BucketCounts> {
    const [kept, recent] = await Promise.all([this.#kept(visitor), this.#recent(visitor)])
    return { ...kept, recent: Math.min(recent, CAP), recentIsCapped: recent > CAP }
  }

  async #kept(visitor: Visitor) {
    const query = db.from('asset_counts').select('is_trashed').sum('total as total').groupBy('is_trashed')
    const brands = visitor.brandsWith('assets.view')
    if (brands !== 'all') query.whereIn('brand_id', brands)
    const rows = (await query) as { is_trashed: boolean | number; total: number | string }[]
    const of = (trashed: boolean) => Number(rows.find((row) => Boolean(row.is_trashed) === trashed)?.total ?? 0)
    return { all: of(false), trash: of(true) }
  }

  async #recent(visitor: Visitor): Promise<number> {
    const some = visibleAssets(visitor, { bucket: 'recent' })
      .select('assets.id')
      .limit(CAP + 1)
    const [count] = (await db.from(some.as('some')).count('* as total')) as { total: number | string }[]
    return Number(count?.total ?? 0)
  }
}
