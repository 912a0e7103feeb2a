import { all, find, on } from './dom.ts'

/** Menus made of <details> close like menus: on a choice, a click elsewhere, and Esc. */
export function closeDropMenus() {
  document.addEventListener('click', (event) => {
    for (const drop of all<HTMLDetailsElement>('details.drop[open]')) {
      const within = event.target instanceof Node && drop.contains(event.target)
      const isChoice = within && (event.target as Element).closest('.menu') && !(event.target as Element).closest('form, .new-folder')
      if (!within || isChoice) drop.open = false
    }
  })
  on('keydown', 'details.drop[open]', (event, drop) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    ;(drop as HTMLDetailsElement).open = false
    find('summary', drop)?.focus()
  })
  on('click', '[data-opens]', (_event, button) => find<HTMLDialogElement>(`#${button.dataset.opens}`)?.showModal())
  on('click', 'dialog.sheet', (event, dialog) => {
    if (event.target === dialog) (dialog as HTMLDialogElement).close()
  })
}
