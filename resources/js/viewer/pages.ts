import { find } from '../core/dom.ts'
import { say } from '../core/words.ts'

let turn: ((by: number) => void) | null = null

/** Turns the pages of the document on the stage; false where there are none to turn. */
export function turnPage(by: number): boolean {
  turn?.(by)
  return turn !== null
}

/** Pages are pictures made by the server, one at a time (S2-45). */
export function turnPages(viewer: HTMLElement) {
  turn = null
  const image = find<HTMLImageElement>('.page-image', viewer)
  const label = find('[data-page-label]', viewer)
  if (!image || !label) return
  const total = Number(image.dataset.pages)
  let page = Number(image.dataset.page)
  const draw = () => {
    label.textContent = say('page_of', { page, total })
    image.alt = say('page_of', { page, total })
    find('[data-act="page-back"]', viewer)?.setAttribute('aria-disabled', String(page === 1))
    find('[data-act="page-on"]', viewer)?.setAttribute('aria-disabled', String(page === total))
  }
  const isHere = (here: boolean) => {
    image.classList.toggle('is-coming', !here)
    image.ariaBusy = String(!here)
  }
  image.addEventListener('load', () => isHere(true))
  image.addEventListener('error', () => {
    isHere(true)
    label.textContent = say('page_failed', { page })
  })
  const fetchNext = () => page < total && (new Image().src = image.dataset.src! + (page + 1))
  turn = (by) => {
    const to = Math.min(Math.max(page + by, 1), total)
    if (to === page) return
    page = to
    isHere(false)
    image.src = image.dataset.src! + page
    draw()
    fetchNext()
  }
  draw()
  fetchNext()
}
