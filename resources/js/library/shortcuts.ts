import { find, isTyping } from '../core/dom.ts'
import { trashOne } from './change_one.ts'
import { focusCard, neighbour } from './grid.ts'
import { isTrash } from './library.ts'
import { subjectOf, type Subject } from './menu.ts'
import { go, leave } from './navigate.ts'
import { changeSelected } from './operations.ts'
import { openedId, panelElement } from './panel.ts'
import { rename } from './rename.ts'
import { clear, isSelecting, selectionSize, selectLoaded, selectRange, toggle } from './selection.ts'
import { isViewing, pressClose, step, toggleTold } from '../viewer/viewer.ts'
import { turnPage } from '../viewer/pages.ts'
import { zoomBy, zoomFit } from '../viewer/zoom.ts'

const WALKING = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']

/** Every key of the list that `?` shows. */
export function startShortcuts() {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || find('dialog[open], #asset-menu:popover-open')) return
    const isDone = isTyping(event.target) ? leaveField(event) : press(event)
    if (isDone) event.preventDefault()
  })
}

function leaveField(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || !(event.target instanceof HTMLElement)) return false
  if (event.target instanceof HTMLMediaElement && isViewing()) return done(() => void pressClose())
  if (event.target.id !== 'find-text') return false
  event.target.blur()
  return true
}

function press(event: KeyboardEvent): boolean {
  const isCommand = event.ctrlKey || event.metaKey
  if (event.altKey) return false
  if (isCommand) return event.key === 'a' && !isViewing() && find('#grid') !== null ? done(selectLoaded) : false
  if (event.key === '?') return done(() => find<HTMLDialogElement>('#keys')?.showModal())
  return (isViewing() ? inViewer(event) : inGrid(event)) || anywhere(event)
}

function inViewer({ key, target }: KeyboardEvent): boolean {
  if (target instanceof Element && target.closest('.panel-body') && key.startsWith('Arrow')) return false
  if (key === 'ArrowLeft') return done(() => void step(-1))
  if (key === 'ArrowRight') return done(() => void step(1))
  if (key === 'PageDown') return turnPage(1)
  if (key === 'PageUp') return turnPage(-1)
  if (key === '+' || key === '=') return done(() => zoomBy(1.5))
  if (key === '-') return done(() => zoomBy(1 / 1.5))
  if (key === '0') return done(zoomFit)
  if (key === 'Escape') return done(() => void pressClose())
  if (key === 'i') return done(toggleTold)
  return false
}

function inGrid(event: KeyboardEvent): boolean {
  const { key } = event
  const card = event.target instanceof Element ? event.target.closest<HTMLElement>('#grid .card') : null
  if (key === 'Escape') return escape()
  const isOnLink = event.target instanceof Element && event.target.matches('.open')
  if (!card) return key.startsWith('Arrow') && event.target === document.body ? done(() => focusCard(firstVisible())) : false
  const id = card.dataset.id!
  if (WALKING.includes(key)) return done(() => walk(card, key, event.shiftKey))
  if (key === 'i') return done(() => void (openedId() === id ? leave({}) : go({ id }, { replace: openedId() !== null })))
  if (!isOnLink) return false
  if (key === ' ') return done(() => (event.shiftKey ? selectRange(id) : toggle(id)))
  if (key === 'Enter') return done(() => void go({ id, isViewer: true }))
  return false
}

function walk(card: HTMLElement, key: string, isSelectingOn: boolean) {
  const to = neighbour(card, key)
  if (!to) return
  if (isSelectingOn) {
    toggle(card.dataset.id!, true)
    toggle(to.dataset.id!, true)
  }
  focusCard(to)
  if (panelElement()) void go({ id: to.dataset.id! }, { replace: true })
}

function anywhere(event: KeyboardEvent): boolean {
  const subject = subjectOfKeys(event)
  if (event.key === 'Delete' && !isViewing() && selectionSize() > 0) {
    return done(() => void changeSelected(isTrash() ? 'purge' : 'trash'))
  }
  if (!subject) return false
  if (event.key === 'F2' && !isTrash()) return done(() => void rename(subject.id))
  if (event.key === 'd') return done(() => download(subject.file))
  if (event.key === 'Delete' && !isTrash()) return done(() => void trashOne(subject.id, subject.name))
  return false
}

/** What a key is about: the asset on the stage, the focused card, or the one in the panel. */
function subjectOfKeys(event: KeyboardEvent): Subject | null {
  const viewer = find('#viewer')
  if (viewer) return subjectOf(viewer)
  const card = event.target instanceof Element ? event.target.closest('#grid .card') : null
  return subjectOf(card ?? panelElement() ?? document.body)
}

/** By a link, because leaving for another address would ask whether running uploads may end. */
function download(href: string) {
  Object.assign(document.createElement('a'), { href, download: '' }).click()
}

/** Closes the uppermost thing: the details, then the selection. */
function escape(): boolean {
  if (isSelecting()) return done(clear)
  if (panelElement()) return done(() => void leave({}))
  return false
}

function firstVisible(): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>('#grid .card')].find((card) => card.getBoundingClientRect().top > 60) ?? null
}

function done(act: () => void): true {
  act()
  return true
}
