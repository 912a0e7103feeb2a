import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import { addedBuckets } from './added_filters.ts'
import { visibleAssets } from './asset_query.ts'

/** More than this many in a bucket without a kept number are "10,000+". */
const CAP = 10_000

export type BucketCount = { total: number; isCapped: boolean }

/**
 * The numbers beside the buckets (S1-10 to S1-14), of one brand or of all the visitor may see. The kept ones know nothing of what is
 * closed to some, for whom all are counted.
 */
export class CountAssets {
  async handle(visitor: Visitor, brandId?: string): Promise<Record<string, BucketCount>> {
    const isKept = visitor.seesWhole(brandId)
    const counted = [...(isKept ? [] : ['all', 'trash']), 'recent', ...addedBuckets().map((bucket) => bucket.name)]
    const [kept, ...rest] = await Promise.all([
      isKept ? this.#kept(visitor, brandId) : {},
      ...counted.map(async (bucket) => [bucket, await this.#counted(visitor, bucket, brandId)] as const),
    ])
    return { ...kept, ...Object.fromEntries(rest) }
  }

  async #kept(visitor: Visitor, brandId?: string) {
    const query = db.from('asset_counts').select('is_trashed').sum('total as total').groupBy('is_trashed')
    const brands = visitor.brandsWith('assets.view')
    if (brands !== 'all') query.whereIn('brand_id', brands)
    if (brandId) query.where('brand_id', brandId)
    const rows = (await query) as { is_trashed: boolean | number; total: number | string }[]
    const of = (trashed: boolean) => ({
      total: Number(rows.find((row) => Boolean(row.is_trashed) === trashed)?.total ?? 0),
      isCapped: false,
    })
    return { all: of(false), trash: of(true) }
  }

  async #counted(visitor: Visitor, bucket: string, brandId?: string): Promise<BucketCount> {
    const some = visibleAssets(visitor, { bucket, brandId })
      .select('assets.id')
      .limit(CAP + 1)
    const [count] = (await db.from(some.as('some')).count('* as total')) as { total: number | string }[]
    const total = Number(count?.total ?? 0)
    return { total: Math.min(total, CAP), isCapped: total > CAP }
  }
}
