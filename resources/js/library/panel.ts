import { all, find } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { cardOf, focusCard } from './grid.ts'
import { currentSearch } from './library.ts'
import { hrefOf } from './place.ts'

export const panelElement = () => find('#panel')
export const openedId = () => panelElement()?.dataset.id ?? null

let loading: AbortController | null = null

/** Shows the details of an asset beside the grid, keeping the card that was clicked under the pointer. */
export async function openPanel(id: string, tab: string | null = null) {
  loading?.abort()
  loading = new AbortController()
  const page = await fragment(hrefOf({ search: currentSearch(), id, tab }), 'panel', { signal: loading.signal })
  const fresh = document.adoptNode(page.getElementById('panel')!)
  const old = panelElement()
  const focused = old?.contains(document.activeElement) ? focusedTab() : null
  keepInPlace(cardOf(id), () => (old ? old.replaceWith(fresh) : find('#main')!.after(fresh)))
  if (focused) find(`#panel .tabs [data-tab="${focused}"]`)?.focus()
  markOpen(id)
}

/** Loads the details again, in the panel or on the stage, wherever they are shown. */
export async function reloadDetails(id: string) {
  const shown = panelElement()
  if (shown?.dataset.id === id) await openPanel(id, shown.dataset.tab ?? null)
}

export function closePanel() {
  loading?.abort()
  const panel = panelElement()
  if (!panel) return
  const id = panel.dataset.id!
  const hadFocus = panel.contains(document.activeElement) || document.activeElement === document.body
  const card = cardOf(id)
  keepInPlace(card, () => panel.remove())
  markOpen(null)
  if (hadFocus) focusCard(card)
}

export function markOpen(id: string | null) {
  for (const card of all('.card.is-open')) card.classList.remove('is-open')
  if (id) cardOf(id)?.classList.add('is-open')
}

const focusedTab = () => document.activeElement?.closest<HTMLElement>('[data-tab]')?.dataset.tab ?? null

/** The grid grows narrower or wider; the card in question stays where the eye is. */
function keepInPlace(card: HTMLElement | null, change: () => void) {
  const before = card?.getBoundingClientRect().top
  change()
  if (card && before !== undefined) {
    const isSheet = matchMedia('(max-width: 900px)').matches
    if (!isSheet) window.scrollBy({ top: card.getBoundingClientRect().top - before, behavior: 'instant' })
  }
}
