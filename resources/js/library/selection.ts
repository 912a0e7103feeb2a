import { all, find } from '../core/dom.ts'
import { say, sayCount } from '../core/words.ts'
import { cardOf, cards } from './grid.ts'
import { currentSearch, isTrash, knownTotal, libraryElement, onCards, saidTotal } from './library.ts'

const selected = new Set<string>()
let isAllMatching = false
let isMode = false
let anchor: string | null = null

export const selectedIds = () => [...selected]
export const selectionSize = () => (isAllMatching ? (knownTotal() ?? selected.size) : selected.size)
export const isSelecting = () => isMode || selected.size > 0

/** What an operation is told: these, or everything that matches the list that is shown. */
export function selection(): { ids: string[] } | { query: Record<string, string> } {
  if (!isAllMatching) return { ids: selectedIds() }
  const query = Object.fromEntries(new URLSearchParams(currentSearch()))
  delete query.sort
  // The list is narrowed to the active brand, which its address does not name.
  const { brand } = document.body.dataset
  if (brand) query.brand = brand
  return { query }
}

export function toggle(id: string, wanted = !selected.has(id)) {
  isAllMatching = false
  if (wanted) selected.add(id)
  else selected.delete(id)
  anchor = id
  draw()
}

/** Everything between the last one that was chosen and this one. */
export function selectRange(id: string) {
  const ids = cards().map((card) => card.dataset.id!)
  const [from, to] = [ids.indexOf(anchor ?? id), ids.indexOf(id)].sort((a, b) => a - b) as [number, number]
  isAllMatching = false
  for (const one of ids.slice(Math.max(from, 0), to + 1)) selected.add(one)
  draw()
}

export function selectLoaded() {
  for (const card of cards()) selected.add(card.dataset.id!)
  draw()
}

export function selectAllMatching() {
  selectLoaded()
  isAllMatching = true
  draw()
}

export function setMode(wanted: boolean) {
  isMode = wanted
  if (!wanted) clear()
  draw()
}

export const toggleMode = () => setMode(!isSelecting())

export function clear() {
  selected.clear()
  isAllMatching = false
  isMode = false
  anchor = null
  draw()
}

export function forget(ids: string[]) {
  for (const id of ids) selected.delete(id)
  draw()
}

function draw() {
  libraryElement()?.classList.toggle('is-selecting', isSelecting())
  find('[data-act="select-mode"]')?.setAttribute('aria-pressed', String(isSelecting()))
  for (const card of cards()) {
    const isOn = selected.has(card.dataset.id!)
    card.classList.toggle('is-selected', isOn)
    find('.tick', card)?.setAttribute('aria-checked', String(isOn))
  }
  drawBar()
}

function drawBar() {
  const bar = find('#selection-bar')
  if (!bar) return
  bar.hidden = selected.size === 0
  const total = knownTotal()
  const everything = saidTotal()
  find('[data-said]', bar)!.textContent = isAllMatching ? say('all_selected', { total: everything }) : sayCount('selected', selected.size)
  const wider = find('[data-act="select-all"]', bar)!
  const isMore = total === null || total > selected.size
  wider.hidden = isAllMatching || !isMore || selected.size < 2
  wider.textContent = say('select_all', { total: everything })
  for (const button of all('[data-in]', bar)) button.hidden = button.dataset.in !== (isTrash() ? 'trash' : 'library')
}

export function startSelection() {
  onCards(() => {
    // A card that is no longer listed cannot be seen to be selected, so it is not.
    for (const id of selected) if (!cardOf(id)) selected.delete(id)
    if (isAllMatching) for (const card of cards()) selected.add(card.dataset.id!)
    draw()
  })
}
