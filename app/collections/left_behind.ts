import { joinedBelonging } from '#assets'

/** Collections of the library belong to one brand each; baskets to people, and go with the asset. */
export const libraryFilings = joinedBelonging({
  name: 'collections',
  table: 'collection_assets',
  column: 'collection_id',
  things: 'collections',
  leaves: (query) => void query.where('collections.kind', 'library'),
})
