import db from '@adonisjs/lucid/services/db'
import { foldersWithin, forgottenFolders } from '#taxonomy'
import type { Visitor } from '#identity'
import type { Added, AddedFilter } from '../queries/added_filters.ts'

/** `places`: the folders in which an asset matches, null where none is asked for. */
type Known = { places: Place[] | null; unwanted: string[]; forgotten: string[] }
type Place = { id: string; count: number }

/** More folders than this are not written into a query one by one. */
const MOST_LISTED = 500

/** By folders with all that stand in them (S0-28), or by what is directly in them; without some, or in none. */
export const foldersFilter: AddedFilter<Known> = {
  fields: { folder: 'ids', folderOnly: 'flag', withoutFolders: 'ids', unfoldered: 'flag' },

  async prepare(visitor, asked) {
    const [wanted, unwanted] = [idsIn(asked.folder), idsIn(asked.withoutFolders)]
    return {
      places: wanted.length > 0 ? await placesOf(visitor, wanted, asked) : null,
      unwanted: unwanted.length > 0 ? (await foldersWithin(visitor, unwanted)).map(({ id }) => id) : [],
      forgotten: asked.unfoldered ? await forgottenFolders(visitor) : [],
    }
  },

  narrow(query, _visitor, asked, { places, unwanted, forgotten }, few) {
    if (asked.unfoldered) {
      if (forgotten.length === 0) query.whereNull('assets.folder_id')
      else query.where((none) => void none.whereNull('assets.folder_id').orWhereIn('assets.folder_id', forgotten))
    }
    if (unwanted.length > 0) {
      query.where((rest) => void rest.whereNull('assets.folder_id').orWhereNotIn('assets.folder_id', unwanted))
    }
    if (places === null) return
    const ids = places.map(({ id }) => id)
    // The index on one folder is itself in the order of time, and few are looked up and sorted; many are met often enough on the walk from the newest.
    if (ids.length <= 1 || (ids.length <= MOST_LISTED && sum(places) <= few)) query.whereIn('assets.folder_id', ids)
    else query.whereExists(within(asked).whereColumn('folder_ancestors.folder_id', 'assets.folder_id'))
  },

  /** An asset is in one folder at most, so the kept numbers can be added. */
  async keptTotal(visitor, asked) {
    const wanted = idsIn(asked.folder)
    if (wanted.length === 0 || asked.withoutFolders || asked.unfoldered) return null
    return sum(await placesOf(visitor, wanted, asked))
  },
}

const idsIn = (value: Added[string] | undefined) => (Array.isArray(value) ? value : [])

const sum = (places: Place[]) => places.reduce((total, { count }) => total + count, 0)

async function placesOf(visitor: Visitor, wanted: string[], asked: Added): Promise<Place[]> {
  const places = await foldersWithin(visitor, wanted)
  return asked.folderOnly ? places.filter(({ id }) => wanted.includes(id)) : places
}

function within(asked: Added) {
  const query = db.from('folder_ancestors').whereIn('folder_ancestors.ancestor_id', idsIn(asked.folder))
  if (asked.folderOnly) query.whereColumn('folder_ancestors.folder_id', 'folder_ancestors.ancestor_id')
  return query.select('folder_ancestors.folder_id')
}
