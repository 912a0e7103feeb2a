import { find } from '../core/dom.ts'
import { cards, loadMore } from './grid.ts'
import { currentSearch } from './library.ts'

type Remembered = { search: string; count: number; top: number; focus: string | null }

const KEY = 'damson:place'

/** Notes how far the grid was scrolled, for when this page is come back to. */
export function rememberPlace() {
  if (!find('#grid')) return
  const focus = document.activeElement?.closest<HTMLElement>('.card')?.dataset.id ?? null
  const place: Remembered = { search: currentSearch(), count: cards().length, top: window.scrollY, focus }
  sessionStorage.setItem(KEY, JSON.stringify(place))
}

/** Comes back to where one was: loads as much as there was, then scrolls to the same pictures (S1-09). */
export async function comeBack() {
  history.scrollRestoration = 'manual'
  window.addEventListener('pagehide', rememberPlace)
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (entry?.type !== 'back_forward' && entry?.type !== 'reload') return
  const noted = sessionStorage.getItem(KEY)
  const place = noted ? (JSON.parse(noted) as Remembered) : null
  if (!place || place.search !== currentSearch()) return
  while (cards().length < place.count && (await loadMore({ limit: 200 })));
  window.scrollTo({ top: place.top })
  if (place.focus) find<HTMLElement>(`#card-${place.focus} .open`)?.focus({ preventScroll: true })
}
