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

let takenOver: ((file: File, metadataFrom: string) => void) | null = null

export const onTakenOver = (take: (file: File, metadataFrom: string) => void) => void (takenOver = take)

/** One file that takes over the metadata of this asset (S3-30, S3-31). */
export function chooseForMetadataOf(assetId: string) {
  const input = Object.assign(document.createElement('input'), { type: 'file', id: 'metadata-file', hidden: true })
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file) takenOver?.(file, assetId)
    input.remove()
  })
  input.addEventListener('cancel', () => input.remove())
  document.body.append(input)
  input.click()
}
