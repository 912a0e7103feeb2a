import type { Visitor } from '#identity'
import type { CategoryJson } from '../transformers.ts'
import { ListCatalogs } from './list_catalogs.ts'
import { ListCategories } from './list_categories.ts'

/** `isLoaded`: what stands in it is in `nested`; where it is not, it can be opened. */
export type ShelfNode = { category: CategoryJson; isLoaded: boolean; nested: ShelfNode[] }
export type Shelf = { id: string; name: string; nodes: ShelfNode[] }

/** Up to so many categories are shown all at once; of more only levels that are open. */
const WHOLE = 300
/** More than this at once nobody looks through. */
const MOST = 1000
const MOST_CATALOGS = 50

/** The catalogues of a brand as trees: whole where they are small, else open on the way to what is chosen or asked for. */
export class FindShelves {
  async handle(visitor: Visitor, brandId: string, open: string[]): Promise<{ shelves: Shelf[]; isCut: boolean }> {
    const { data: catalogs } = await new ListCatalogs().handle(visitor, { brand: brandId, limit: MOST_CATALOGS })
    const ids = catalogs.map(({ id }) => id)
    const list = new ListCategories()
    const whole = await list.ofCatalogs(visitor, ids, WHOLE + 1)
    const isWhole = whole.length <= WHOLE
    const opened = new Set(isWhole ? [] : await list.around(open))
    const found = isWhole ? whole : await list.levels(visitor, [...ids, ...opened], MOST + 1)
    const shown = found.slice(0, MOST)
    const within = Map.groupBy(shown, ({ catalogId, parentId }) => parentId ?? catalogId)
    const nodesIn = (id: string): ShelfNode[] =>
      (within.get(id) ?? []).map((category) => ({
        category,
        isLoaded: isWhole || opened.has(category.id),
        nested: nodesIn(category.id),
      }))
    return { shelves: catalogs.map(({ id, name }) => ({ id, name, nodes: nodesIn(id) })), isCut: found.length > MOST }
  }
}
