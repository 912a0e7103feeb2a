import { addSearchWord } from '#assets'
import { nameKey } from '#core/support/name_key'
import { ListCollections } from './queries/list_collections.ts'

const SUGGESTED = 8

/** `collection:"Spring shoot"`: by its whole name; of several of one name, the first. */
export function addCollectionWord() {
  addSearchWord({
    word: 'collection',
    async ask(visitor, { value, isNot }, brandId) {
      if (isNot) return null
      const { data } = await new ListCollections().handle(visitor, { text: value, brand: brandId, limit: 50 })
      const found = data.find(({ name }) => nameKey(name) === nameKey(value))
      return found ? { collection: found.id } : null
    },
    async suggest(visitor, typed, brandId) {
      const { data } = await new ListCollections().handle(visitor, { text: typed, brand: brandId, limit: SUGGESTED })
      return data.map(({ name, assetCount }) => ({ value: name, ...(assetCount === null ? {} : { count: assetCount }) }))
    },
  })
}
