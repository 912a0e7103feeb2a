import { thumbHashToDataURL } from 'thumbhash'
import { all, find } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { complain } from '../core/toast.ts'
import { announceCards, libraryElement, onCards, swapById } from './library.ts'

export const cards = () => all('#grid > .card')
export const cardOf = (id: string) => find(`#card-${id}`)

/** Beyond this distance from the end of what is loaded, the next page is fetched. */
const AHEAD = '3000px'

let isLoading: Promise<boolean> | null = null

/** Appends the next page; false when there is none. */
export function loadMore(options: { limit?: number } = {}): Promise<boolean> {
  isLoading ??= appendNext(options).finally(() => (isLoading = null))
  return isLoading
}

async function appendNext({ limit }: { limit?: number }): Promise<boolean> {
  const link = find<HTMLAnchorElement>('#more a[rel="next"]')
  const list = libraryElement()
  if (!link) return false
  const url = new URL(link.href)
  if (limit) url.searchParams.set('limit', String(limit))
  const page = await fragment(url.href, 'cards')
  // Meanwhile another list may have been chosen: then this page belongs nowhere.
  if (libraryElement() !== list) return false
  const fresh = find<HTMLTemplateElement>('#more-cards', page)!.content
  const known = new Set(cards().map((card) => card.id))
  for (const card of all('.card', fresh)) if (!known.has(card.id)) find('#grid')!.append(document.adoptNode(card))
  swapById(page, 'more')
  announceCards()
  return true
}

const nearTheEnd = new IntersectionObserver(
  (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return
    loadMore()
      .then((isMore) => isMore && watchTheEnd())
      .catch(complain)
  },
  { rootMargin: `0px 0px ${AHEAD}` }
)

function watchTheEnd() {
  nearTheEnd.disconnect()
  const end = find('#more a[rel="next"]')
  if (end) nearTheEnd.observe(end)
}

/** Puts the blurred picture under each one that has not arrived yet, so nothing pops out of grey. */
function blurUp() {
  for (const card of all('.card[data-hash]')) {
    const image = find<HTMLImageElement>('img', card)
    const hash = card.dataset.hash
    card.removeAttribute('data-hash')
    if (!hash || !image || image.complete) continue
    const bytes = Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))
    card.style.backgroundImage = `url(${thumbHashToDataURL(bytes)})`
  }
}

function reveal(image: HTMLImageElement) {
  image.classList.add('is-here')
  const card = image.closest<HTMLElement>('.card')
  // A picture with see-through parts would let the blur shine through for ever.
  if (card) setTimeout(() => (card.style.backgroundImage = ''), 300)
}

function keepOneTabStop() {
  const links = all('#grid .open')
  const current = links.find((link) => link.tabIndex === 0 && link.hasAttribute('data-stop')) ?? links[0]
  for (const link of links) link.tabIndex = link === current ? 0 : -1
}

/** The whole grid is one stop of the Tab key; arrows walk inside. */
export function makeTabStop(card: HTMLElement) {
  for (const link of all('#grid .open[data-stop]')) {
    link.tabIndex = -1
    link.removeAttribute('data-stop')
    toolsOf(link).forEach((tool) => (tool.tabIndex = -1))
  }
  const link = find('.open', card)!
  link.tabIndex = 0
  link.dataset.stop = ''
  for (const first of all('#grid .open[tabindex="0"]')) if (first !== link) first.tabIndex = -1
  toolsOf(link).forEach((tool) => (tool.tabIndex = 0))
}

const toolsOf = (link: HTMLElement) => all('.card-tool', link.parentElement!)

export function focusCard(card: HTMLElement | null | undefined) {
  if (!card) return
  makeTabStop(card)
  const link = find('.open', card)!
  link.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest' })
}

/** The card that an arrow leads to, by what stands where on the screen. */
export function neighbour(card: HTMLElement, key: string): HTMLElement | null {
  const list = cards()
  const at = list.indexOf(card)
  if (key === 'ArrowLeft') return list[at - 1] ?? null
  if (key === 'ArrowRight') return list[at + 1] ?? null
  if (key === 'Home') return list[0] ?? null
  if (key === 'End') return list.at(-1) ?? null
  const here = card.getBoundingClientRect()
  const middle = here.left + here.width / 2
  const step = key === 'ArrowDown' ? 1 : -1
  let best: HTMLElement | null = null
  let bestDistance = Infinity
  let row: number | null = null
  for (let i = at + step; list[i]; i += step) {
    const box = list[i]!.getBoundingClientRect()
    if (Math.abs(box.top - here.top) < 4) continue
    row ??= box.top
    if (Math.abs(box.top - row) > 4) break
    const distance = Math.abs(box.left + box.width / 2 - middle)
    if (distance < bestDistance) [best, bestDistance] = [list[i]!, distance]
  }
  return best
}

export function startGrid() {
  document.addEventListener('load', (event) => event.target instanceof HTMLImageElement && reveal(event.target), true)
  document.addEventListener('error', (event) => event.target instanceof HTMLImageElement && reveal(event.target), true)
  document.addEventListener('focusin', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('#grid .open') : null
    if (link) makeTabStop(link.parentElement!)
  })
  const care = () => {
    for (const image of all<HTMLImageElement>('.card img:not(.is-here)')) if (image.complete) reveal(image)
    blurUp()
    keepOneTabStop()
    watchTheEnd()
  }
  onCards(care)
  care()
}
