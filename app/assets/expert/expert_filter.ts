import type { AddedFilter } from '../queries/added_filters.ts'
import type { AssetFilters } from '../queries/asset_query.ts'
import { fieldsToFilters } from '../queries/filters_from_input.ts'
import { UnknownSearchWord } from '../errors.ts'
import { searchWords } from './search_words.ts'
import { understandSearch } from './understand_search.ts'

/** `q`: a question in the words of experts, wherever assets are asked for. Each word narrows further. */
export const expertFilter: AddedFilter<AssetFilters[]> = {
  fields: { q: 'words' },
  async prepare(visitor, { q }) {
    const questions: AssetFilters[] = []
    for (const typed of Array.isArray(q) ? q : []) {
      const { text, asked, unknown } = await understandSearch(visitor, typed)
      if (unknown[0])
        throw new UnknownSearchWord(
          unknown[0],
          searchWords().map(({ word }) => word)
        )
      questions.push(...asked.map(fieldsToFilters), ...(text ? [{ text }] : []))
    }
    return questions
  },
  within: (questions) => questions,
  narrow: () => undefined,
}
