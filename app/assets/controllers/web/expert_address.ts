import type { HttpContext } from '@adonisjs/core/http'
import type { Visitor } from '#identity'
import { understandSearch, together } from '../../expert/understand_search.ts'
import type { Asked } from '../../expert/search_words.ts'
import { LibraryQuery } from './library_query.ts'

/** The names of tags as the form beside the search sends them. */
export const TAG_NAMES = 'tagNames'

/**
 * The address that asks in filters what the search field says in words such as `tag:summer`, so that they can be seen and
 * taken off one by one; null where it says none. What is not understood stays in the field.
 */
export async function expertAddress({ request, visitor, activeBrand }: HttpContext): Promise<string | null> {
  const query = new LibraryQuery(request.qs(), activeBrand)
  const named = request.qs()[TAG_NAMES] as unknown
  if (typeof named === 'string') return query.href({ tags: await tagsNamed(visitor, named, activeBrand ?? undefined) })
  const typed = query.filters.text
  if (!typed) return null
  const { text, asked, unknown } = await understandSearch(visitor, typed, activeBrand ?? undefined)
  if (asked.length === 0) return null
  const left = [text, ...unknown].filter(Boolean).join(' ')
  return query.href({ ...together([(query.filters.more ?? {}) as Asked, ...asked]), text: left || undefined })
}

/** What is no tag of a brand that the visitor sees is left out. */
async function tagsNamed(visitor: Visitor, names: string, brandId?: string): Promise<string[] | undefined> {
  const words = names.split(',').flatMap((name) => (name.trim() ? [`tag:"${name.trim().replaceAll('"', '')}"`] : []))
  const { asked } = await understandSearch(visitor, words.join(' '), brandId)
  const { tags } = together(asked)
  return tags as string[] | undefined
}
