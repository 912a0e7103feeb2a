import { all, find } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { hrefOf, placeOf } from './place.ts'

export const libraryElement = () => find('#library')

/** The list that is shown, as the search part of its address. */
export function currentSearch(): string {
  return libraryElement()?.dataset.query ?? placeOf(location.href)?.search ?? ''
}

export const isTrash = () => libraryElement()?.dataset.bucket === 'trash'

/** How many match, where that is known exactly. */
export function knownTotal(): number | null {
  const { total, capped } = find('#count')?.dataset ?? {}
  return total !== undefined && capped === 'false' ? Number(total) : null
}

/** The same as people read it: "1,000+" where it was not counted further, and no less than were seen. */
export function saidTotal(seen = 0): string {
  const { total = '', capped } = find('#count')?.dataset ?? {}
  return Math.max(Number(total), seen).toLocaleString('en') + (capped === 'true' ? '+' : '')
}

let loading: AbortController | null = null

/** Shows another list in place of this one, and answers how the server understood what was asked. A newer wish overtakes an older one that is still on its way. */
export async function loadLibrary(search: string, options: { keepScroll?: boolean } = {}): Promise<string> {
  loading?.abort()
  loading = new AbortController()
  const box = find('#find')
  box?.classList.add('is-busy')
  try {
    const page = await fragment(hrefOf({ search }), 'library', { signal: loading.signal })
    keepFocus(() => {
      swapById(page, 'buckets')
      for (const part of all('[data-swap]')) swapById(page, part.id)
      document.dispatchEvent(new Event('damson:swapped'))
      swapById(page, 'library')
    })
    find('#announcement')!.textContent = find('.summary')?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
    document.title = libraryElement()?.dataset.pageTitle ?? document.title
    keepSearchForm(search)
    if (!options.keepScroll) window.scrollTo({ top: 0 })
    announceCards()
    return currentSearch()
  } finally {
    box?.classList.remove('is-busy')
  }
}

/** Shows the same list as it is now. */
export async function reloadLibrary() {
  if (libraryElement()) await loadLibrary(currentSearch(), { keepScroll: true })
}

export function swapById(page: Document, id: string) {
  const fresh = page.getElementById(id)
  const old = document.getElementById(id)
  if (!fresh || !old) return
  old.replaceWith(document.adoptNode(fresh))
}

/** Who chose a filter by keyboard finds the focus on the same filter afterwards, not at the top of the page. */
function keepFocus(swap: () => void) {
  const active = document.activeElement
  const isSwapped = active?.closest('#library, #rail') !== null && active !== null
  const href = active?.closest('a')?.getAttribute('href')
  const drop = all('details.drop').findIndex((one) => one.contains(active))
  swap()
  if (!isSwapped) return
  const same = drop >= 0 ? all('details.drop summary')[drop] : all('#library a, #rail a').find((link) => link.getAttribute('href') === href)
  ;(same ?? find('#main'))?.focus({ preventScroll: true })
}

/** Tells everything that looks after cards that there are new ones. */
export function announceCards() {
  document.dispatchEvent(new CustomEvent('damson:cards'))
}

export function onCards(listener: () => void) {
  document.addEventListener('damson:cards', listener)
}

/** The search field keeps the filters that are on, for Enter without script and for the next words. */
function keepSearchForm(asked: string) {
  const form = find<HTMLFormElement>('#find')
  const input = find<HTMLInputElement>('#find-text')
  if (!form || !input) return
  const params = new URLSearchParams(currentSearch())
  const text = params.get('text') ?? ''
  // Words that became filters leave the field, unless more was typed meanwhile.
  const isUnderstood =
    text !== (new URLSearchParams(asked).get('text') ?? '') && input.value.trim() === new URLSearchParams(asked).get('text')
  if (document.activeElement !== input || isUnderstood) input.value = text && isUnderstood ? `${text} ` : text
  for (const hidden of form.querySelectorAll('input[type="hidden"]')) hidden.remove()
  for (const [name, value] of params) {
    if (name === 'text' || name === 'sort') continue
    const hidden = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
    form.append(hidden)
  }
}
