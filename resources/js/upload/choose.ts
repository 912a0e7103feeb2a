import { find } from '../core/dom.ts'

/** Opens the browser's own file dialog (S0-04, S2-05). */
export function chooseFiles() {
  const rail = find('#rail')
  if (rail?.matches(':popover-open')) rail.hidePopover()
  find<HTMLInputElement>('#file-input')?.click()
}

export function onChosen(take: (files: { file: File; path: string }[]) => void) {
  const input = find<HTMLInputElement>('#file-input')
  input?.addEventListener('change', () => {
    take([...(input.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name })))
    input.value = ''
  })
}
