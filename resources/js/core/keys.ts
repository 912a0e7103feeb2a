import { find, isTyping } from './dom.ts'

/** The two keys that work on every page: `/` searches, `?` lists the keys. */
export function startKeys() {
  document.addEventListener('keydown', (event) => {
    const isForOthers = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)
    if (isForOthers || find('dialog[open], #viewer, :popover-open')) return
    if (event.key === '/') find<HTMLInputElement>('#find-text')?.select()
    else if (event.key === '?') find<HTMLDialogElement>('#keys')?.showModal()
    else return
    event.preventDefault()
  })
}
