import { find, on } from '../core/dom.ts'

/** Puts the text of a chosen file into the field that is sent. */
export function startReadingFiles() {
  on('change', 'input[type="file"][data-reads-into]', (_event, input) => {
    const file = (input as HTMLInputElement).files?.[0]
    const field = find<HTMLTextAreaElement>(`#${input.dataset.readsInto!}`)
    if (file && field) void file.text().then((text) => (field.value = text))
  })
}
