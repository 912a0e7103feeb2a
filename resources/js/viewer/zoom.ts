import { find } from '../core/dom.ts'
import { followGestures, type Point } from './gestures.ts'

/** Never closer than this, unless the original has more to show. */
const MOST = 12

let current: Zoom | null = null

export const zoomBy = (factor: number) => current?.by(factor)
export const zoomFit = () => current?.to(1)
export const zoomToggle = () => current?.toggle()

/**
 * Fit and zoom by a click, zoom by the wheel or two fingers at the pointer, pan by dragging (S1-55 to
 * S1-57). Unzoomed, a swipe moves to the neighbour.
 */
export function makeZoomable(viewer: HTMLElement, image: HTMLImageElement, card: HTMLElement | null, step: (by: 1 | -1) => void) {
  blurUnder(image, card)
  const zoom = new Zoom(viewer, image)
  const scene = find('.scene', viewer)!
  const picture = find('.picture', viewer)!
  const here = ({ clientX, clientY }: MouseEvent): Point => {
    const box = picture.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }
  const wheel = (event: WheelEvent) => {
    event.preventDefault()
    zoom.by(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), here(event))
  }
  scene.addEventListener('wheel', wheel, { passive: false })
  followGestures(picture, here, {
    drag: (by) => zoom.pan(by),
    pinch: (factor, at) => zoom.by(factor, at),
    click: (at, event) => isWithin(image, event) && zoom.toggle(at),
    swipe: (by) => zoom.isFitted && step(by),
  })
  new ResizeObserver(() => zoom.draw()).observe(picture)
  current = zoom
}

class Zoom {
  #scale = 1
  #x = 0
  #y = 0
  readonly #image: HTMLImageElement
  readonly #picture: HTMLElement
  readonly #level: HTMLElement | null

  constructor(viewer: HTMLElement, image: HTMLImageElement) {
    this.#image = image
    this.#picture = find('.picture', viewer)!
    this.#level = find('[data-zoom-level]', viewer)
  }

  get isFitted() {
    return this.#scale === 1
  }

  by(factor: number, at?: Point) {
    this.to(this.#scale * factor, at)
  }

  /** Brings the picture to a scale, with what is at the point staying there. */
  to(wanted: number, at: Point = { x: this.#picture.clientWidth / 2, y: this.#picture.clientHeight / 2 }) {
    const next = Math.min(Math.max(wanted, 1), Math.max(MOST, this.#original * 2))
    const [px, py] = [at.x - this.#image.offsetLeft, at.y - this.#image.offsetTop]
    this.#x = px - ((px - this.#x) * next) / this.#scale
    this.#y = py - ((py - this.#y) * next) / this.#scale
    this.#scale = next
    if (next === 1) this.#x = this.#y = 0
    this.draw()
  }

  toggle(at?: Point) {
    this.to(this.isFitted ? Math.max(this.#original, 2) : 1, at)
  }

  pan({ x, y }: Point) {
    if (this.isFitted) return
    this.#x += x
    this.#y += y
    this.draw()
  }

  draw() {
    const { offsetWidth, offsetHeight, offsetLeft, offsetTop } = this.#image
    this.#x = clamp(this.#x, offsetWidth * this.#scale, offsetLeft, this.#picture.clientWidth)
    this.#y = clamp(this.#y, offsetHeight * this.#scale, offsetTop, this.#picture.clientHeight)
    this.#image.style.transform = this.isFitted ? '' : `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`
    this.#picture.classList.toggle('is-zoomed', !this.isFitted)
    const isTold = this.#level && !this.isFitted && this.#image.dataset.width
    if (this.#level) this.#level.textContent = isTold ? `${Math.round((this.#scale / this.#original) * 100)} %` : ''
    if (this.#scale > 1.2) sharpen(this.#image, this.#scale)
  }

  /** The scale at which a pixel of the original is a pixel of the screen. */
  get #original() {
    return Math.max(Number(this.#image.dataset.width) || this.#image.naturalWidth, 1) / Math.max(this.#image.offsetWidth, 1)
  }
}

/** Until the picture is there, its thumbnail, which the grid has already, stands in for it. */
function blurUnder(image: HTMLImageElement, card: HTMLElement | null) {
  const thumb = card && find<HTMLImageElement>('img', card)
  if (!thumb || image.complete || card.classList.contains('is-clear')) return
  image.style.backgroundImage = `url("${thumb.currentSrc || thumb.src}")`
  image.addEventListener('load', () => (image.style.backgroundImage = ''), { once: true })
}

/** Once it is looked at closely, a larger rendition replaces the preview. */
function sharpen(image: HTMLImageElement, scale: number) {
  const wanted = image.offsetWidth * scale * devicePixelRatio
  const larger = image.dataset.larger
  if (!larger || wanted < image.naturalWidth * 1.1) return
  delete image.dataset.larger
  const next = new Image()
  next.addEventListener('load', () => (image.src = larger))
  next.src = larger
}

/** A picture larger than the stage covers it; a smaller one stays in the middle. */
function clamp(offset: number, size: number, start: number, stage: number): number {
  if (size <= stage) return (stage - size) / 2 - start
  return Math.min(Math.max(offset, stage - size - start), -start)
}

function isWithin(image: HTMLImageElement, { clientX, clientY }: MouseEvent): boolean {
  const box = image.getBoundingClientRect()
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom
}
