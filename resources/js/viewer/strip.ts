import { find } from '../core/dom.ts'
import { cards } from '../library/grid.ts'
import { currentSearch } from '../library/library.ts'
import { hrefOf } from '../library/place.ts'

const REACH = 14

/** The pictures around this one, small, from the cards that are loaded anyway. */
export function drawStrip(viewer: HTMLElement, isListed: boolean) {
  const strip = find('.strip', viewer)!
  if (isListed) {
    const list = cards()
    const at = list.findIndex((card) => card.dataset.id === viewer.dataset.id)
    strip.replaceChildren(...list.slice(Math.max(0, at - REACH), at + REACH + 1).map((card) => small(card, card === list[at])))
  }
  const current = find('[aria-current]', strip)
  if (current) strip.scrollLeft = current.offsetLeft - strip.clientWidth / 2 + current.offsetWidth / 2
}

function small(card: HTMLElement, isCurrent: boolean): HTMLAnchorElement {
  const link = document.createElement('a')
  link.href = hrefOf({ search: currentSearch(), id: card.dataset.id!, isViewer: true })
  link.dataset.act = 'jump'
  link.dataset.id = card.dataset.id
  link.setAttribute('aria-label', card.dataset.name ?? '')
  link.style.setProperty('--r', card.style.getPropertyValue('--r'))
  if (isCurrent) link.setAttribute('aria-current', 'true')
  const picture = find<HTMLImageElement>('img', card)
  if (picture) {
    const image = Object.assign(document.createElement('img'), {
      src: picture.currentSrc || picture.src,
      alt: '',
      loading: 'lazy' as const,
    })
    link.append(image)
  } else {
    const icon = find('.typed .icon', card)
    if (icon) link.append(icon.cloneNode(true))
  }
  return link
}
