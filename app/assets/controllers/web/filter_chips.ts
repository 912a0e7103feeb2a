import type { Visitor } from '#identity'
import { fieldChip } from '../../fields/field_filters.ts'
import { facetLabels, facetOf } from '../../facets/facets.ts'
import { isPlace, type AddedValue } from '../../queries/added_filters.ts'
import type { AssetWords } from './asset_words.ts'
import { TIMES, type LibraryQuery } from './library_query.ts'

export type Chip = { field: string; name: string; value: string; without: string }

/** Each filter that is on, in words, with the address of the same list without it. */
export async function filterChips(visitor: Visitor, query: LibraryQuery, words: AssetWords): Promise<Chip[]> {
  const asked = Object.entries(query.filters.more ?? {}).filter(([name]) => !isPlace(name) && name !== 'tagMatch')
  const chips = await Promise.all(asked.map(([name, value]) => chipsOf(visitor, query, words, name, value)))
  const times = TIMES.flatMap((name) => {
    const time = query.filters[name]
    if (time === undefined) return []
    return {
      field: name,
      name: words.filter(name),
      value: words.date(new Date(time).toISOString()),
      without: query.href({ [name]: undefined }),
    }
  })
  return [...chips.flat(), ...times]
}

async function chipsOf(visitor: Visitor, query: LibraryQuery, words: AssetWords, name: string, asked: AddedValue): Promise<Chip[]> {
  if (!Array.isArray(asked)) {
    const said = (await fieldChip(visitor, words, name, String(asked))) ?? {
      name: words.filter(name),
      value: words.value(name, String(asked)),
    }
    return [{ field: name, ...said, without: query.href({ [name]: undefined }) }]
  }
  const facet = facetOf(name)
  const labels = facet ? await facetLabels(visitor, facet, asked) : null
  return Promise.all(
    asked.map(async (value) => {
      const rest = asked.filter((one) => one !== value)
      const said = (await fieldChip(visitor, words, name, value)) ?? {
        name: words.filter(name),
        value: words.value(facet ?? name, value, labels?.get(value)),
      }
      return { field: name, ...said, without: query.href({ [name]: rest.length > 0 ? rest : undefined }) }
    })
  )
}
