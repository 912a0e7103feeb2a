import { find } from '../core/dom.ts'
import { putFirst, refreshCards } from '../library/fresh_cards.ts'
import { libraryElement, reloadLibrary } from '../library/library.ts'

/** The server draws no more cards than this in one answer. */
const AT_ONCE = 30

/** New assets appear where they belong: at the front of a list that is newest first and not narrowed. */
export async function showArrived(ids: string[]) {
  if (ids.length === 0) return
  const { bucket, sort, narrowed } = libraryElement()?.dataset ?? {}
  const isNewestFirst = bucket !== 'trash' && (!sort || sort === 'latest') && narrowed === 'false'
  if (isNewestFirst && !find('#grid')) return reloadLibrary()
  if (!isNewestFirst) return void (await refreshCards([]))
  for (let at = 0; at < ids.length; at += AT_ONCE) await putFirst(ids.slice(at, at + AT_ONCE).reverse())
}
