import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import { visibleCategories } from '#taxonomy'
import type { Added, AddedFilter } from '../queries/added_filters.ts'

type Known = { wanted: string[] | null; unwanted: string[]; uses: number }

/** By categories and all that stand in them, any of several; without some, or in none. */
export const categoriesFilter: AddedFilter<Known> = {
  fields: { category: 'ids', withoutCategories: 'ids', uncategorised: 'flag' },

  async prepare(visitor, asked) {
    const [wanted, unwanted] = [idsIn(asked.category), idsIn(asked.withoutCategories)]
    const rows = await visibleCategories(visitor)
      .whereIn('categories.id', [...wanted, ...unwanted])
      .select('categories.id')
    const seen = new Set(rows.map((row) => String(row.id)))
    const found = wanted.filter((id) => seen.has(id))
    return {
      wanted: wanted.length > 0 ? found : null,
      unwanted: unwanted.filter((id) => seen.has(id)),
      uses: found.length > 0 ? await usesOf(visitor, found) : 0,
    }
  },

  narrow(query, _visitor, asked, { wanted, unwanted, uses }, few) {
    if (asked.uncategorised) {
      const placed = db
        .from('asset_categories')
        .join('categories', 'categories.id', 'asset_categories.category_id')
        .whereColumn('asset_categories.asset_id', 'assets.id')
        .whereRaw('+categories.deleted_at is null')
      query.whereNotExists(placed.select('asset_categories.category_id'))
    }
    if (unwanted.length > 0) query.whereNotExists(within(unwanted).whereColumn('asset_categories.asset_id', 'assets.id'))
    if (wanted === null) return
    // Few are looked up and sorted; many are met often enough on the walk from the newest.
    if (uses <= few) query.whereIn('assets.id', within(wanted))
    else query.whereExists(within(wanted).whereColumn('asset_categories.asset_id', 'assets.id'))
  },

  /** What stands deeper may hold an asset too, so only the number of one without others in it is known. */
  async keptTotal(visitor, asked) {
    const [id, ...more] = idsIn(asked.category)
    if (!id || more.length > 0 || asked.withoutCategories || asked.uncategorised) return null
    if (!(await visibleCategories(visitor).where('categories.id', id).select('categories.id').first())) return 0
    const nested = await db.from('categories').where('sibling_of', id).whereNull('deleted_at').select('id').first()
    return nested ? null : usesOf(visitor, [id])
  },
}

const idsIn = (value: Added[string] | undefined) => (Array.isArray(value) ? value : [])

/** The assets in these categories and those within them. */
const within = (ids: string[]) =>
  db
    .from('asset_categories')
    .join('category_ancestors', 'category_ancestors.category_id', 'asset_categories.category_id')
    .whereIn('category_ancestors.ancestor_id', ids)
    .select('asset_categories.asset_id')

/** How often assets that the visitor may see stand in these or within them, by the kept numbers. */
async function usesOf(visitor: Visitor, ids: string[]): Promise<number> {
  const counted = db
    .from('category_ancestors')
    .join('category_counts', 'category_counts.category_id', 'category_ancestors.category_id')
    .whereIn('category_ancestors.ancestor_id', ids)
  const brands = visitor.brandsWith('assets.view')
  if (brands !== 'all') counted.whereIn('category_counts.brand_id', brands)
  const [sum] = (await counted.sum('category_counts.total as total')) as { total: number | string | null }[]
  return Number(sum?.total ?? 0)
}
