export type Point = { x: number; y: number }

/** A pointer that moved less than this was clicked, not dragged. */
const STILL = 5
const SWIPE = 60

type Gestures = {
  drag: (by: Point) => void
  pinch: (factor: number, at: Point) => void
  click: (at: Point, event: PointerEvent) => void
  swipe: (by: 1 | -1) => void
}

/** Tells dragging, pinching, clicking and swiping apart. */
export function followGestures(element: HTMLElement, here: (event: PointerEvent) => Point, tell: Gestures) {
  const fingers = new Map<number, Point>()
  let start: Point = { x: 0, y: 0 }
  let isMoved = false

  const press = (event: PointerEvent) => {
    const isForOthers = event.target instanceof Element && event.target.closest('a, button, video, audio')
    if (event.button !== 0 || isForOthers) return
    element.setPointerCapture(event.pointerId)
    fingers.set(event.pointerId, here(event))
    start = here(event)
    isMoved = fingers.size > 1
  }
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId)
    if (!before) return
    const now = here(event)
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1]
    if (other) tell.pinch(distance(now, other) / Math.max(distance(before, other), 1), middle(now, other))
    else tell.drag({ x: now.x - before.x, y: now.y - before.y })
    isMoved ||= distance(now, start) > STILL
    element.classList.toggle('is-dragged', isMoved)
    fingers.set(event.pointerId, now)
  }
  const release = (event: PointerEvent) => {
    if (!fingers.delete(event.pointerId)) return
    element.classList.remove('is-dragged')
    if (event.type === 'pointercancel' || fingers.size > 0) return
    const end = here(event)
    const across = end.x - start.x
    if (!isMoved) tell.click(end, event)
    else if (event.pointerType === 'touch' && Math.abs(across) > SWIPE) tell.swipe(across < 0 ? 1 : -1)
  }
  element.addEventListener('pointerdown', press)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', release)
  element.addEventListener('pointercancel', release)
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
}
