import { find } from '../core/dom.ts'
import { cards, loadMore } from './grid.ts'
import { currentSearch } from './library.ts'

/** How much of a list was loaded, how far it was scrolled, and which card had the focus. */
export type Spot = { search: string; count: number; top: number; focus: string | null }

export type Entry = { made?: boolean; over?: object | null; spot?: Spot }

export const entry = () => (history.state ?? {}) as Entry

/** Notes in the entry of the history that is about to be left where one was in the list. */
export function noteSpot() {
  if (!find('#grid')) return
  const focus = document.activeElement?.closest<HTMLElement>('.card')?.dataset.id ?? null
  const spot: Spot = { search: currentSearch(), count: cards().length, top: window.scrollY, focus }
  history.replaceState({ ...entry(), spot }, '')
}

/** Comes back to where one was: loads as much as there was, then scrolls to the same pictures (S1-09). */
export async function returnTo(spot: Spot | undefined) {
  if (!spot || spot.search !== currentSearch()) return
  while (cards().length < spot.count && (await loadMore({ limit: 200 })));
  window.scrollTo({ top: spot.top, behavior: 'instant' })
  if (spot.focus) find<HTMLElement>(`#card-${spot.focus} .open`)?.focus({ preventScroll: true })
}

export async function comeBack() {
  history.scrollRestoration = 'manual'
  window.addEventListener('pagehide', noteSpot)
  await returnTo(entry().spot)
}
