import type { Visitor } from '#identity'
import { ListAssets } from '../../queries/list_assets.ts'
import type { LibraryQuery } from './library_query.ts'

/** How far a viewer that was opened by its address looks for the place of its asset in the list. */
const LOOKED_THROUGH = 200

/**
 * The assets before and after this one in the list that it was opened from. Far down a long list the
 * place is not known: then there are none, rather than wrong ones.
 */
export async function neighboursOf(visitor: Visitor, id: string, query: LibraryQuery) {
  const page = await new ListAssets().handle(visitor, { ...query.toList(), cursor: undefined, limit: LOOKED_THROUGH })
  const at = page.data.findIndex((asset) => asset.id === id)
  if (at < 0) return null
  return {
    position: at + 1,
    total: page.meta.total,
    totalIsCapped: page.meta.totalIsCapped,
    previous: page.data[at - 1]?.id ?? null,
    next: page.data[at + 1]?.id ?? null,
    around: page.data.slice(Math.max(0, at - 9), at + 10),
  }
}
