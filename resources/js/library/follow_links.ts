import { find, later, on } from '../core/dom.ts'
import { currentSearch, libraryElement } from './library.ts'
import { go } from './navigate.ts'
import { closePanel, openedId } from './panel.ts'
import { placeOf } from './place.ts'
import { isSelecting, selectRange, toggle } from './selection.ts'
import { completeSearch, isUnfinished } from './search_words.ts'
import { isViewing } from '../viewer/viewer.ts'

const DOUBLE_MS = 450
const TYPING_MS = 180

/** Turns the links of the library page into moves within it. Modified clicks stay the browser's. */
export function followLinks() {
  let lastClick = { id: '', at: 0, wasOpen: false }
  on('click', '#grid .open', (event, link) => {
    const { id } = link.parentElement!.dataset
    if (!id || event.altKey || event.button !== 0) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      event.preventDefault()
      return event.shiftKey ? selectRange(id) : toggle(id)
    }
    event.preventDefault()
    if (isSelecting()) return toggle(id)
    // The panel may have moved another picture under the pointer: the second click means the first one's.
    const isSecond = event.detail > 1 && event.timeStamp - lastClick.at < DOUBLE_MS
    if (isSecond) {
      if (!lastClick.wasOpen) closePanel()
      return void go({ id: lastClick.id, isViewer: true }, { replace: !lastClick.wasOpen })
    }
    lastClick = { id, at: event.timeStamp, wasOpen: openedId() !== null }
    void go({ id }, { replace: lastClick.wasOpen })
  })
  on('click', 'a[data-visit], #buckets a, .panel .tabs a, a[data-asset]', (event, link) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return
    const place = placeOf((link as HTMLAnchorElement).href)
    if (!place || !libraryElement()) return
    event.preventDefault()
    const rail = find('#rail')
    if (rail?.matches(':popover-open')) rail.hidePopover()
    const isTab = link.closest('.tabs')?.closest('.panel') !== null && link.closest('.panel .tabs') !== null
    void go(place, { replace: isTab || (isViewing() && place.isViewer) })
  })
}

/** S1-33: results follow what is typed; Enter does the same at once. */
export function searchAsYouType() {
  const form = find<HTMLFormElement>('#find')
  const input = find<HTMLInputElement>('#find-text')
  if (!form || !input || !libraryElement()) return
  let isFirst = true
  completeSearch(input)
  const search = () => {
    const params = new URLSearchParams(currentSearch())
    const text = input.value.trim()
    if (text === (params.get('text') ?? '')) return
    params.delete('sort')
    if (text) params.set('text', text)
    else params.delete('text')
    // One step of the history per search, not one per letter.
    void go({ search: params.toString() }, { replace: !isFirst })
    isFirst = false
  }
  // What `tag:` is to be followed by is not yet a search.
  const soon = later(TYPING_MS, () => !isUnfinished(input.value) && search())
  input.addEventListener('input', soon)
  input.addEventListener('focus', () => (isFirst = true))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    search()
  })
}
