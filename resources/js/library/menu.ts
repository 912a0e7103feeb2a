import { all, find } from '../core/dom.ts'
import { isTrash } from './library.ts'
import { focusCard } from './grid.ts'
import { orderedCollection } from './order.ts'
import { hrefOf } from './place.ts'
import { currentSearch } from './library.ts'

export type Subject = { id: string; name: string; status: string; file: string }

let subject: Subject | null = null
let opener: HTMLElement | null = null

export const menuSubject = () => subject

/** What the actions of a card, the panel or the viewer are about. */
export function subjectOf(element: Element): Subject | null {
  const holder = element.closest<HTMLElement>('[data-id]')
  if (!holder) return null
  const id = holder.dataset.id!
  const card = find(`#card-${id}`)
  const name = card?.dataset.name ?? find('[data-rename]', holder)?.textContent?.trim() ?? ''
  return { id, name, status: holder.dataset.status ?? '', file: `/api/v1/assets/${id}/file?download=1` }
}

/** The menu of actions, by the right button, by "…" and by the menu key (S1-74, S1-75, S2-49 to S2-53). */
export function openMenu(about: Subject, at: { x: number; y: number }, from: HTMLElement | null) {
  const menu = find('#asset-menu')
  if (!menu) return
  subject = about
  opener = from
  const bucket = isTrash() ? 'trash' : 'library'
  for (const item of all('[data-in]', menu))
    item.hidden = item.dataset.in === 'order' ? orderedCollection() === null : item.dataset.in !== bucket
  find<HTMLAnchorElement>('[data-act="download"]', menu)!.href = about.file
  find<HTMLAnchorElement>('[data-act="view"]', menu)!.href = hrefOf({ search: currentSearch(), id: about.id, isViewer: true })
  menu.style.inset = '0 auto auto 0'
  menu.showPopover()
  const box = menu.getBoundingClientRect()
  const left = Math.max(8, Math.min(at.x, innerWidth - box.width - 8))
  const top = at.y + box.height + 8 > innerHeight ? Math.max(8, at.y - box.height) : at.y
  menu.style.inset = `${top}px auto auto ${left}px`
  items()[0]?.focus()
}

const items = () => all('#asset-menu [role="menuitem"]').filter((item) => !item.hidden)

export function startMenu() {
  const menu = find('#asset-menu')
  if (!menu) return
  document.addEventListener('contextmenu', (event) => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('#grid .card') : null
    if (!card || event.shiftKey) return
    event.preventDefault()
    const isByKey = event.clientX === 0 && event.clientY === 0
    const box = card.getBoundingClientRect()
    const at = isByKey ? { x: box.left + 20, y: box.top + 20 } : { x: event.clientX, y: event.clientY }
    openMenu(subjectOf(card)!, at, find('.open', card))
  })
  menu.addEventListener('keydown', (event) => {
    const list = items()
    const at = list.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key]
    event.stopPropagation()
    if (event.key === 'Tab') menu.hidePopover()
    if (event.key === 'Escape') menu.hidePopover()
    if (to === undefined) return
    event.preventDefault()
    list[(to + list.length) % list.length]?.focus()
  })
  menu.addEventListener('toggle', (event) => {
    if ((event as ToggleEvent).newState !== 'closed') return
    const isLost = document.activeElement === document.body || menu.contains(document.activeElement)
    if (!isLost || !opener?.isConnected) return
    const card = opener.closest<HTMLElement>('.card')
    if (card) focusCard(card)
    else opener.focus()
  })
}
