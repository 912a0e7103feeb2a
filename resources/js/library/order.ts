import { all, find, on } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { cardOf, cards, focusCard, neighbour } from './grid.ts'
import { libraryElement, reloadLibrary } from './library.ts'
import { selectedIds } from './selection.ts'

/** Marks what is dragged as assets. */
export const ASSETS = 'application/x-damson-assets'

/** Behind one asset (null: the beginning) or before one (null: the end). */
type Spot = { after: string | null } | { before: string | null }
export type Step = 'first' | 'earlier' | 'later' | 'last'

/** The collection that is shown in its order by hand, where the visitor may change that. */
export const orderedCollection = () => (libraryElement()?.dataset.sort === 'hand' ? find('.collection-head')?.dataset.order || null : null)

let isMoving = false

async function move(ids: string[], to: Spot) {
  const collection = orderedCollection()
  if (!collection || ids.length === 0 || isMoving) return
  isMoving = true
  const back = spotOf(ids)
  const focused = document.activeElement?.closest<HTMLElement>('#grid > .card')
  try {
    await call('PATCH', `/collections/${collection}/assets`, { ids, ...to })
    if (!put(ids, to)) await reloadLibrary()
    if (focused?.isConnected) focusCard(focused)
    toast(say('moved_by_hand', { count: ids.length }), back ? { label: say('undo'), run: () => void move(ids, back) } : undefined, 'order')
  } catch (error) {
    complain(error)
  } finally {
    isMoving = false
  }
}

/** Where these stand now, if they stand together. */
function spotOf(ids: string[]): Spot | null {
  const listed = cards().map((card) => card.dataset.id!)
  const at = listed.indexOf(ids[0]!)
  const isTogether = at >= 0 && ids.every((id, nth) => listed[at + nth] === id)
  return isTogether ? { after: listed[at - 1] ?? null } : null
}

/** Moves the cards on the page; false where their new place is not loaded. */
function put(ids: string[], to: Spot): boolean {
  const moved = ids.map(cardOf).filter((card) => card !== null)
  if (moved.length < ids.length) return false
  const isAllLoaded = find('#more a[rel="next"]') === null
  const anchor = 'after' in to ? to.after : to.before
  if (anchor === null && 'before' in to && !isAllLoaded) return false
  const beside = anchor === null ? null : cardOf(anchor)
  if (anchor !== null && !beside) return false
  if (beside && 'after' in to) beside.after(...moved)
  else if (beside) beside.before(...moved)
  else if ('after' in to) find('#grid')!.prepend(...moved)
  else find('#grid')!.append(...moved)
  return true
}

/** The card, or all that are selected where it is one of them, as they stand. */
function movedWith(id: string): string[] {
  const chosen = selectedIds()
  if (!chosen.includes(id)) return [id]
  return cards()
    .map((card) => card.dataset.id!)
    .filter((one) => chosen.includes(one))
}

export function moveByStep(id: string, step: Step) {
  const ids = movedWith(id)
  const listed = cards().map((card) => card.dataset.id!)
  const previous = listed[listed.indexOf(ids[0]!) - 1]
  const next = listed[listed.indexOf(ids.at(-1)!) + 1]
  if (step === 'first') return void move(ids, { after: null })
  if (step === 'last') return void move(ids, { before: null })
  if (step === 'earlier' && previous) return void move(ids, { before: previous })
  if (step === 'later' && next) return void move(ids, { after: next })
}

const STEPS: Record<string, Step> = { ArrowLeft: 'earlier', ArrowRight: 'later', Home: 'first', End: 'last' }

/** Alt and an arrow carries a card along; up and down by a row. */
function startKeys() {
  on('keydown', '#grid > .card', (event, card) => {
    if (!event.altKey || !orderedCollection()) return
    const id = card.dataset.id!
    const step = STEPS[event.key]
    if (!step && event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (step) return moveByStep(id, step)
    const beside = neighbour(card, event.key)?.dataset.id
    if (beside && !movedWith(id).includes(beside))
      void move(movedWith(id), event.key === 'ArrowUp' ? { before: beside } : { after: beside })
  })
}

const isBefore = (event: DragEvent, card: HTMLElement) => {
  const box = card.getBoundingClientRect()
  return event.clientX < box.left + box.width / 2
}

function startDropping() {
  const clear = () =>
    all('#grid > .drops-before, #grid > .drops-after').forEach((card) => card.classList.remove('drops-before', 'drops-after'))
  on('dragover', '#grid > .card', (event, card) => {
    if (!orderedCollection() || !event.dataTransfer?.types.includes(ASSETS)) return
    event.preventDefault()
    clear()
    card.classList.add(isBefore(event, card) ? 'drops-before' : 'drops-after')
  })
  on('drop', '#grid > .card', (event, card) => {
    clear()
    const dragged = event.dataTransfer?.getData(ASSETS)
    if (!orderedCollection() || !dragged) return
    event.preventDefault()
    const assets = JSON.parse(dragged) as { ids?: string[] }
    const [first] = assets.ids ?? []
    const ids = first ? movedWith(first) : []
    if (ids.length === 0) return toast(say('too_many_by_hand'))
    const beside = card.dataset.id!
    if (!ids.includes(beside)) void move(ids, isBefore(event, card) ? { before: beside } : { after: beside })
  })
  document.addEventListener('dragend', clear)
}

export function startOrder() {
  startKeys()
  startDropping()
}
