import { all, find } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { complain } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { cardOf, cards, focusCard, loadMore } from '../library/grid.ts'
import { currentSearch, libraryElement, saidTotal } from '../library/library.ts'
import { go, leave } from '../library/navigate.ts'
import { markOpen, openedId } from '../library/panel.ts'
import { schedule } from '../library/live.ts'
import { hrefOf, placeOf } from '../library/place.ts'
import { drawStrip } from './strip.ts'
import { turnPages } from './pages.ts'
import { makeZoomable } from './zoom.ts'

const stage = () => find('#viewer')

export const isViewing = () => stage() !== null
export const viewedId = () => stage()?.dataset.id ?? null
export const viewedStatus = () => stage()?.dataset.status ?? null

let loading: AbortController | null = null
/** What was asked for last, which the stage may not show yet: pressing an arrow twice means two steps. */
let wantedId: string | null = null
let isWide = false
let isTold = false

/** Puts an asset on the stage, over the grid, which waits below where it was. */
export async function openViewer(id: string, tab: string | null = null) {
  loading?.abort()
  loading = new AbortController()
  wantedId = id
  // A list that begins in the middle does not know how much stands before it.
  const isListed = cardOf(id) !== null && find('#grid')?.dataset.isFirst === 'true'
  const page = await fragment(hrefOf({ search: currentSearch(), id, isViewer: true, tab }), 'viewer', {
    signal: loading.signal,
    headers: isListed ? { 'x-neighbours': 'known' } : {},
  })
  const fresh = document.adoptNode(page.getElementById('viewer')!)
  const old = stage()
  const held = old?.contains(document.activeElement) ? document.activeElement?.closest<HTMLElement>('[data-act], [data-tab]') : null
  if (old) old.replaceWith(fresh)
  else document.body.append(fresh)
  setStage(fresh, isListed)
  refocus(fresh, held)
  schedule()
}

function refocus(viewer: HTMLElement, held: HTMLElement | null | undefined) {
  const same = held?.dataset.act ? find(`[data-act="${held.dataset.act}"]`, viewer) : null
  const tab = held?.dataset.tab ? find(`[data-tab="${held.dataset.tab}"]`, viewer) : null
  const target = tab ?? (same && !same.hidden ? same : viewer)
  target.focus({ preventScroll: true })
}

/** Everything that the stage needs to be alive, whether the server drew it or a script fetched it. */
function setStage(viewer: HTMLElement, isListed: boolean) {
  viewer.setAttribute('role', 'dialog')
  viewer.setAttribute('aria-modal', 'true')
  viewer.setAttribute('aria-label', viewer.dataset.name ?? '')
  viewer.tabIndex = -1
  viewer.classList.toggle('is-wide', isWide)
  viewer.classList.toggle('is-told', isTold)
  document.title = viewer.dataset.name ?? document.title
  for (const below of all('body > :is(.top, .rail, main, .panel, .skip), .fab')) below.inert = true
  if (isListed) drawPlace(viewer)
  drawStrip(viewer, isListed)
  const picture = find<HTMLImageElement>('.picture img', viewer)
  if (picture) makeZoomable(viewer, picture, cardOf(viewer.dataset.id!), step)
  turnPages(viewer)
  preloadNeighbours(viewer)
}

function drawPlace(viewer: HTMLElement) {
  const list = cards()
  const at = list.findIndex((card) => card.dataset.id === viewer.dataset.id)
  find('[data-position]', viewer)!.textContent = say('position', { at: (at + 1).toLocaleString('en'), total: saidTotal(at + 1) })
  const isMore = find('#more a[rel="next"]') !== null
  drawArrow(viewer, 'previous', list[at - 1], at > 0)
  drawArrow(viewer, 'next', list[at + 1], at < list.length - 1 || isMore)
}

function drawArrow(viewer: HTMLElement, act: string, card: HTMLElement | undefined, isThere: boolean) {
  const arrow = find<HTMLAnchorElement>(`[data-act="${act}"]`, viewer)!
  arrow.hidden = !isThere
  if (card) arrow.href = hrefOf({ search: currentSearch(), id: card.dataset.id!, isViewer: true })
}

function preloadNeighbours(viewer: HTMLElement) {
  const list = cards()
  const at = list.findIndex((card) => card.dataset.id === viewer.dataset.id)
  for (const card of [list[at + 1], list[at - 1]]) if (at >= 0 && card?.dataset.preview) new Image().src = card.dataset.preview
}

/** Moves to a neighbour (S1-58, S1-59). */
export async function step(by: 1 | -1) {
  const viewer = stage()
  if (!viewer) return
  try {
    const id = await neighbourId(viewer, by)
    if (id) await go({ id, isViewer: true, tab: currentTab(viewer) }, { replace: true })
  } catch (error) {
    wantedId = null
    complain(error)
  }
}

async function neighbourId(viewer: HTMLElement, by: 1 | -1): Promise<string | null> {
  const at = cards().findIndex((card) => card.dataset.id === (wantedId ?? viewer.dataset.id))
  if (by > 0 && at >= 0 && at === cards().length - 1) await loadMore()
  const card = at < 0 ? undefined : cards()[at + by]
  if (card) return card.dataset.id!
  const arrow = find<HTMLAnchorElement>(`[data-act="${by > 0 ? 'next' : 'previous'}"]:not([hidden])`, viewer)
  return arrow ? (placeOf(arrow.href)?.id ?? null) : null
}

const currentTab = (viewer: HTMLElement) => find('.panel', viewer)?.dataset.tab ?? null

/** Redraws the stage if it shows this asset: it became ready, or was changed. */
export async function reloadStage(id: string) {
  const viewer = stage()
  if (viewer?.dataset.id === id) await openViewer(id, currentTab(viewer))
}

/** Who takes the stage when this asset is gone from it. */
export async function successorId(): Promise<string | null> {
  const viewer = stage()
  return viewer && ((await neighbourId(viewer, 1)) ?? (await neighbourId(viewer, -1)))
}

export async function passTo(id: string | null) {
  const viewer = stage()
  if (id && viewer) await go({ id, isViewer: true, tab: currentTab(viewer) }, { replace: true })
  else await pressClose(true)
}

/** Esc, or the button: back to the grid, at the picture last seen. */
export async function pressClose(isGone = false) {
  if (!libraryElement()) return location.assign(find<HTMLAnchorElement>('[data-act="close-viewer"]')!.href)
  await leave(openedId() && !isGone ? { id: viewedId() } : {})
}

export function closeViewer() {
  loading?.abort()
  wantedId = null
  const viewer = stage()
  if (!viewer) return
  const card = cardOf(viewer.dataset.id!)
  viewer.remove()
  for (const below of all('[inert]')) below.inert = false
  document.title = libraryElement()?.dataset.pageTitle ?? document.title
  markOpen(openedId())
  if (card) {
    const box = card.getBoundingClientRect()
    if (box.bottom < 100 || box.top > innerHeight - 40) card.scrollIntoView({ block: 'center', behavior: 'instant' })
    focusCard(card)
  }
}

/** Shows or hides what is told beside the picture; on a phone it is a sheet over it. */
export function toggleTold() {
  const viewer = stage()
  if (!viewer) return
  if (matchMedia('(max-width: 900px)').matches) isTold = viewer.classList.toggle('is-told')
  else isWide = viewer.classList.toggle('is-wide')
  window.dispatchEvent(new Event('resize'))
}

export function startViewer() {
  const viewer = stage()
  if (!viewer) return
  setStage(viewer, false)
  viewer.focus()
}
