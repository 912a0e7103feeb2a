import db from '@adonisjs/lucid/services/db'
import type { ActivityScreen } from '#assets'
import { NONE } from './levels.ts'
import { rightsOf, type Owned } from './rights_of.ts'
import { isWithinShut } from './visible.ts'

type Row = Parameters<ActivityScreen['hide']>[1][number]

/** Closed collections are not told of by what happened to them, nor by the assets that were put there. */
export const collectionScreen: ActivityScreen = {
  narrow(query, visitor) {
    const [hidden, bindings] = isWithinShut('activities.subject_id', visitor)
    if (bindings.length > 0) query.whereRaw(`NOT (activities.subject_type = 'collection' AND ${hidden})`, bindings)
  },

  async hide(visitor, rows) {
    const ids = [...new Set(rows.flatMap((row) => filedIn(row) ?? []))]
    if (ids.length === 0) return () => []
    const found = (await db
      .from('collections')
      .whereIn('id', ids)
      .select({ id: 'id', brandId: 'brand_id', ownerId: 'owner_id', deletedAt: 'deleted_at' })) as unknown as Owned[]
    const rights = await rightsOf(visitor, found)
    return (row) => (rights.get(filedIn(row) ?? '')?.rank === NONE ? ['collection', 'collectionId'] : [])
  },
}

function filedIn({ action, before, after }: Row): string | null {
  if (action !== 'asset.filed' && action !== 'asset.unfiled') return null
  return (JSON.parse(after ?? before ?? '{}') as { collectionId?: string }).collectionId ?? null
}
