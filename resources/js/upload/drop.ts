import { find } from '../core/dom.ts'
import { toast } from '../core/toast.ts'
import { say } from '../core/words.ts'

type Dropped = { file: File; path: string }

/** Files and folders can be dropped anywhere on the page (S1-30, S2-04). */
export function onDropped(take: (files: Dropped[]) => void) {
  const zone = find('#drop-zone')
  if (!zone) return
  let depth = 0
  const isFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
  const show = (isShown: boolean) => {
    zone.hidden = !isShown
    if (!isShown) depth = 0
  }
  window.addEventListener('dragenter', (event) => {
    if (!isFiles(event)) return
    depth++
    show(true)
  })
  window.addEventListener('dragleave', (event) => isFiles(event) && --depth <= 0 && show(false))
  window.addEventListener('dragover', (event) => {
    if (!isFiles(event)) return
    event.preventDefault()
    event.dataTransfer!.dropEffect = 'copy'
  })
  window.addEventListener('drop', (event) => {
    if (!isFiles(event)) return
    event.preventDefault()
    show(false)
    // The list of what was dropped is empty once this listener is through: entries are taken at once.
    const entries = [...event.dataTransfer!.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }))
    void Promise.all(entries.map(({ entry, file }) => (entry ? within(entry) : file ? [{ file, path: file.name }] : []))).then((found) => {
      const files = found.flat().filter(({ file }) => !['.DS_Store', 'Thumbs.db', 'desktop.ini'].includes(file.name))
      if (files.length > 0) take(files)
      else toast(say('folder_empty'))
    })
  })
}

async function within(entry: FileSystemEntry): Promise<Dropped[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    return [{ file, path: entry.fullPath.replace(/^\//, '') }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: Dropped[] = []
  // A folder is read a hundred entries at a time, until none come.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (entries.length === 0) return found
    for (const one of entries) found.push(...(await within(one)))
  }
}
