import { find } from './dom.ts'

/** Asks before something that touches much: Ok or Cancel (S3-39). */
export function confirmed(title: string, text: string): Promise<boolean> {
  const dialog = find<HTMLDialogElement>('#ask')!
  find('#ask-title', dialog)!.textContent = title
  find('#ask-text', dialog)!.textContent = text
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'ok'), { once: true })
  })
}
