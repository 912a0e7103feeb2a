import type { Visitor } from '#identity'
import { libraryBrandsOf } from '#identity'
import { FindFolders } from '#taxonomy'
import type { LibraryQuery } from './library_query.ts'

/** What another choice of folder leaves behind. */
const AFRESH = { folder: undefined, folderOnly: undefined, unfoldered: undefined, withoutFolders: undefined }

/** The drop-down of folders (S0-28): all that there are, nested, which one is shown, and where a new one would stand. */
export async function folderMenu(visitor: Visitor, query: LibraryQuery) {
  const chosen = idsIn(query.filters.more?.folder)
  const { folders, isCut } = await new FindFolders().handle(visitor, query.filters.brandId, chosen)
  const path = await new FindFolders().path(visitor, chosen.length === 1 ? chosen[0] : undefined)
  const current = path.at(-1) ?? null
  const brands = await libraryBrandsOf(visitor)
  const names = new Map(brands.map(({ id, name }) => [id, name]))
  const isMixed = new Set(folders.map(({ brandId }) => brandId)).size > 1
  const makes = brands.filter(({ id }) => visitor.can('folders.manage', id) && (!query.filters.brandId || query.filters.brandId === id))
  return {
    current,
    isNone: query.filters.more?.unfoldered === true,
    several: chosen.length > 1 ? chosen.length : 0,
    allHref: query.href(AFRESH),
    noneHref: query.href({ ...AFRESH, unfoldered: true }),
    entries: folders.map((folder) => ({
      ...folder,
      href: query.href({ ...AFRESH, folder: [folder.id] }),
      isCurrent: chosen.includes(folder.id),
      // Of several brands the top folders say whose they are.
      brand: isMixed && folder.depth === 1 ? (names.get(folder.brandId) ?? null) : null,
    })),
    isCut,
    makesIn: current ? makes.filter(({ id }) => id === current.brandId) : makes,
  }
}

const idsIn = (value: unknown) => (Array.isArray(value) ? (value as string[]) : [])
