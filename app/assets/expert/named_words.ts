import { nameKey } from '#core/support/name_key'
import {
  ListCampaigns,
  ListCategories,
  ListFolders,
  ListTags,
  tagKey,
  visibleCampaigns,
  visibleCategories,
  visibleFolders,
  visibleTags,
} from '#taxonomy'
import type { SearchWord } from './search_words.ts'

/** Things of one name in several brands are all meant. */
const SAME_NAMED = 50
const SUGGESTED = 8

/** `tag:summer`, `tag:"summer sale"`: by its name or a synonym, in the brand that is looked at or in all. */
const tag: SearchWord = {
  word: 'tag',
  aliases: ['tags'],
  async ask(visitor, { value, isNot }, brandId) {
    const named = visibleTags(visitor).whereExists((names) =>
      names.from('tag_names').whereColumn('tag_names.tag_id', 'tags.id').where('tag_names.name_key', tagKey(value))
    )
    if (brandId) named.where('tags.brand_id', brandId)
    return idsAs(isNot ? 'withoutTags' : 'tags', await named.select('tags.id').limit(SAME_NAMED))
  },
  async suggest(visitor, typed, brandId) {
    const { data } = await new ListTags().handle(visitor, { text: typed || undefined, brand: brandId, sort: 'use', limit: SUGGESTED })
    return data.map(({ name, assetCount }) => ({ value: name, ...(assetCount === null ? {} : { count: assetCount }) }))
  },
}

const category: SearchWord = {
  word: 'category',
  async ask(visitor, { value, isNot }, brandId) {
    const named = visibleCategories(visitor, brandId).where('categories.name_key', nameKey(value))
    return idsAs(isNot ? 'withoutCategories' : 'category', await named.select('categories.id').limit(SAME_NAMED))
  },
  async suggest(visitor, typed, brandId) {
    const { data } = await new ListCategories().handle(visitor, { text: typed || undefined, brand: brandId, limit: SUGGESTED })
    return data.map(({ name, assetCount }) => ({ value: name, ...(assetCount === null ? {} : { count: assetCount }) }))
  },
}

const campaign: SearchWord = {
  word: 'campaign',
  async ask(visitor, { value, isNot }, brandId) {
    const named = visibleCampaigns(visitor).where('campaigns.name_key', nameKey(value))
    if (brandId) named.where('campaigns.brand_id', brandId)
    return idsAs(isNot ? 'withoutCampaigns' : 'campaign', await named.select('campaigns.id').limit(SAME_NAMED))
  },
  async suggest(visitor, typed, brandId) {
    const { data } = await new ListCampaigns().handle(visitor, { text: typed || undefined, brand: brandId, limit: SUGGESTED })
    return data.map(({ name }) => ({ value: name }))
  },
}

const folder: SearchWord = {
  word: 'folder',
  async ask(visitor, { value, isNot }, brandId) {
    const named = visibleFolders(visitor, brandId).where('folders.name_key', nameKey(value))
    return idsAs(isNot ? 'withoutFolders' : 'folder', await named.select('folders.id').limit(SAME_NAMED))
  },
  async suggest(visitor, typed, brandId) {
    const { data } = await new ListFolders().handle(visitor, { text: typed || undefined, brand: brandId, limit: SUGGESTED })
    return data.map(({ name, assetTotal }) => ({ value: name, count: assetTotal }))
  },
}

function idsAs(field: string, rows: Record<string, unknown>[]) {
  return rows.length > 0 ? { [field]: rows.map((row) => String(row.id)) } : null
}

/** Words whose values are names of things that people make. */
export const NAMED_WORDS = [tag, category, campaign, folder]
