import { find, on } from '../core/dom.ts'
import { changeSelected } from './operations.ts'
import { addToCollection, takeOut } from './collections.ts'
import { uncategorise } from './categories.ts'
import { moveSelected } from './brand_move.ts'
import { editSelected } from './bulk_edit.ts'
import { copyLink, purgeOne, restoreOne, retryOne, trashOne } from './change_one.ts'
import { go, leave } from './navigate.ts'
import { menuSubject, openMenu, subjectOf, type Subject } from './menu.ts'
import { openedId } from './panel.ts'
import { moveByStep } from './order.ts'
import { relate, unrelate } from './relations.ts'
import { rename } from './rename.ts'
import { clear, selectAllMatching, toggle, toggleMode } from './selection.ts'
import { isViewing, pressClose, step, toggleTold } from '../viewer/viewer.ts'
import { turnPage } from '../viewer/pages.ts'
import { zoomToggle } from '../viewer/zoom.ts'
import { chooseFiles, chooseForMetadataOf } from '../upload/choose.ts'

type Act = (subject: Subject, element: HTMLElement) => void

/** What can be done with one asset, wherever its button stands: on the card, in the menu, panel or viewer. */
export const ASSET_ACTS: Record<string, Act> = {
  'view': ({ id }) => void go({ id, isViewer: true }),
  'jump': ({ id }) => void go({ id, isViewer: true }, { replace: true }),
  'show-panel': ({ id }) => void (isViewing() ? toggleTold() : go({ id }, { replace: openedId() !== null })),
  'edit': ({ id }) => void go({ id, tab: 'info', isViewer: isViewing() }, { replace: openedId() !== null || isViewing() }),
  'rename': ({ id }) => void rename(id),
  'copy-link': ({ id }) => void copyLink(id),
  'delete': ({ id, name }) => void trashOne(id, name),
  'restore': ({ id, name }) => void restoreOne(id, name),
  'purge': ({ id, name }) => void purgeOne(id, name),
  'add-to-collection': ({ id }) => void addToCollection({ ids: [id] }),
  'move-first': ({ id }) => moveByStep(id, 'first'),
  'move-earlier': ({ id }) => moveByStep(id, 'earlier'),
  'move-later': ({ id }) => moveByStep(id, 'later'),
  'move-last': ({ id }) => moveByStep(id, 'last'),
  'relate': ({ id }) => void relate(id),
  'unrelate': ({ id }, element) => void unrelate(id, element),
  'duplicate-metadata': ({ id }) => chooseForMetadataOf(id),
  'take-out': ({ id }, element) => void takeOut(element.dataset.from!, id),
  'uncategorise': ({ id }, element) => void uncategorise(id, element),
  'retry': ({ id }) => void retryOne(id),
  'tick': ({ id }) => toggle(id),
  'menu': (subject, element) => {
    const box = element.getBoundingClientRect()
    openMenu(subject, { x: box.left, y: box.bottom + 4 }, element)
  },
}

/** What is about the page. */
const PAGE_ACTS: Record<string, (element: HTMLElement) => void> = {
  'upload': () => chooseFiles(),
  'select-mode': () => toggleMode(),
  'select-all': () => selectAllMatching(),
  'clear-selection': () => clear(),
  'bulk-trash': () => void changeSelected('trash'),
  'bulk-collect': () => void addToCollection(),
  'bulk-edit': () => void editSelected(),
  'bulk-move': () => void moveSelected(),
  'bulk-tag': () => void editSelected('tags', 'add'),
  'bulk-restore': () => void changeSelected('restore'),
  'bulk-purge': () => void changeSelected('purge'),
  'close-panel': () => void leave({}),
  'close-viewer': () => void pressClose(),
  'previous': () => void step(-1),
  'next': () => void step(1),
  'page-back': () => turnPage(-1),
  'page-on': () => turnPage(1),
  'zoom': () => zoomToggle(),
  'toggle-told': () => toggleTold(),
}

const hasModifier = (event: MouseEvent) => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0

export function startActions() {
  on('click', '[data-act]', (event, element) => {
    const name = element.dataset.act!
    if (element instanceof HTMLFormElement) return
    if (element instanceof HTMLAnchorElement && hasModifier(event)) return
    const isInMenu = element.closest('#asset-menu') !== null
    if (isInMenu) find('#asset-menu')!.hidePopover()
    if (name === 'download') return
    const forPage = PAGE_ACTS[name]
    const forAsset = ASSET_ACTS[name]
    if (!forPage && !forAsset) return
    event.preventDefault()
    if (forPage) return forPage(element)
    const subject = isInMenu ? menuSubject() : subjectOf(element)
    if (subject) forAsset!(subject, element)
  })
  // Forms that work without script do the same with it, without leaving the page.
  on('submit', 'form[data-act]:not([data-act="edit"])', (event, form) => {
    const act = ASSET_ACTS[form.dataset.act!]
    const subject = subjectOf(form)
    if (!act || !subject) return
    event.preventDefault()
    act(subject, form)
  })
}
