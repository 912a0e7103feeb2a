import { find } from '../core/dom.ts'

const MOST = 12
/** A pointer that moved less than this was clicked, not dragged. */
const STILL = 5
const SWIPE = 60

type Zoom = { by: (factor: number) => void; fit: () => void; toggle: () => void }

let current: Zoom | null = null

export const zoomBy = (factor: number) => current?.by(factor)
export const zoomFit = () => current?.fit()
export const zoomToggle = () => current?.toggle()

/**
 * Fit and zoom by a click, zoom by the wheel or two fingers at the pointer, pan by dragging (S1-55 to
 * S1-57). Unzoomed, a swipe moves to the neighbour.
 */
export function makeZoomable(viewer: HTMLElement, image: HTMLImageElement, card: HTMLElement | null, step: (by: 1 | -1) => void) {
  const picture = find('.picture', viewer)!
  const scene = find('.scene', viewer)!
  const level = find('[data-zoom-level]', viewer)
  let scale = 1
  let x = 0
  let y = 0
  blurUnder(image, card)

  const fitted = () => ({ width: image.offsetWidth, height: image.offsetHeight, left: image.offsetLeft, top: image.offsetTop })
  /** How much larger than fitted the original's own pixels are. */
  const original = () => Math.max(Number(image.dataset.width) || image.naturalWidth, 1) / Math.max(image.offsetWidth, 1)

  const draw = () => {
    const box = fitted()
    x = clamp(x, box.width * scale, box.left, picture.clientWidth)
    y = clamp(y, box.height * scale, box.top, picture.clientHeight)
    image.style.transform = scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`
    picture.classList.toggle('is-zoomed', scale > 1)
    if (level) level.textContent = scale === 1 || !image.dataset.width ? '' : `${Math.round((scale / original()) * 100)} %`
    if (scale > 1.2) sharpen(image, scale)
  }
  const zoomTo = (wanted: number, at = { x: picture.clientWidth / 2, y: picture.clientHeight / 2 }) => {
    const next = Math.min(Math.max(wanted, 1), Math.max(MOST, original() * 2))
    const box = fitted()
    const [px, py] = [at.x - box.left, at.y - box.top]
    x = px - ((px - x) * next) / scale
    y = py - ((py - y) * next) / scale
    scale = next
    if (scale === 1) x = y = 0
    draw()
  }
  const toggle = (at?: { x: number; y: number }) => zoomTo(scale > 1 ? 1 : Math.max(original(), 2), at)
  const here = (event: { clientX: number; clientY: number }) => {
    const box = picture.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  scene.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault()
      zoomTo(scale * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), here(event))
    },
    { passive: false }
  )

  const fingers = new Map<number, { x: number; y: number }>()
  let start = { x: 0, y: 0 }
  let isMoved = false
  picture.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || (event.target instanceof Element && event.target.closest('a, button, video, audio'))) return
    picture.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, here(event))
    start = here(event)
    isMoved = fingers.size > 1
  })
  picture.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = here(event)
    const other = [...fingers.entries()].find(([id]) => id !== event.pointerId)?.[1]
    if (other) {
      zoomTo((scale * distance(now, other)) / Math.max(distance(before, other), 1), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 })
    } else if (scale > 1) {
      x += now.x - before.x
      y += now.y - before.y
      draw()
    }
    if (distance(now, start) > STILL) isMoved = true
    picture.classList.toggle('is-dragged', isMoved && scale > 1)
    fingers.set(event.pointerId, now)
  })
  const release = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return
    picture.classList.remove('is-dragged')
    const end = here(event)
    if (event.type === 'pointercancel' || fingers.size > 0) return
    if (!isMoved) {
      const box = image.getBoundingClientRect()
      const isOnPicture = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
      if (isOnPicture) toggle(end)
    } else if (scale === 1 && event.pointerType === 'touch' && Math.abs(end.x - start.x) > SWIPE) {
      step(end.x < start.x ? 1 : -1)
    }
  }
  picture.addEventListener('pointerup', release)
  picture.addEventListener('pointercancel', release)
  new ResizeObserver(() => draw()).observe(picture)

  current = { by: (factor) => zoomTo(scale * factor), fit: () => zoomTo(1), toggle: () => toggle() }
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

function distance(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}
