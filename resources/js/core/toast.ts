import { all, cast, find } from './dom.ts'
import { Refusal } from './http.ts'
import { say } from './words.ts'

type Action = { label: string; run: () => void }

const SHOWN_MS = 6000
const SHOWN_WITH_ACTION_MS = 10_000

/**
 * A short message above the page. It stays while the pointer or the focus rests on it. What is said `about` a
 * thing replaces what was said about it before, whose Undo would come too late.
 */
export function toast(text: string, action?: Action, about = '') {
  const box = find('#toasts')
  if (!box) return
  const message = cast('toast-mould')
  message.dataset.about = about
  if (about) for (const earlier of all<HTMLElement>('.toast', box)) if (earlier.dataset.about === about) earlier.remove()
  find('p', message)!.textContent = text
  const button = find<HTMLButtonElement>('.toast-action', message)!
  let timer = 0
  const close = () => message.remove()
  const wait = () => {
    clearTimeout(timer)
    timer = window.setTimeout(close, action ? SHOWN_WITH_ACTION_MS : SHOWN_MS)
  }
  if (action) {
    button.hidden = false
    button.textContent = action.label
    button.addEventListener('click', () => {
      close()
      action.run()
    })
  }
  find('.toast-close', message)!.addEventListener('click', close)
  for (const event of ['pointerenter', 'focusin']) message.addEventListener(event, () => clearTimeout(timer))
  for (const event of ['pointerleave', 'focusout']) message.addEventListener(event, wait)
  while (box.childElementCount >= 3) box.firstElementChild!.remove()
  box.append(message)
  wait()
}

/** Tells what went wrong, and what can be done about it where that is known. */
export function complain(error: unknown) {
  if (error instanceof DOMException && error.name === 'AbortError') return
  if (!(error instanceof Refusal)) console.error(error)
  const isSignedOut = error instanceof Refusal && error.code === 'signed_out'
  const text = error instanceof Refusal ? error.message : say('failed')
  toast(text, isSignedOut ? { label: say('sign_in'), run: () => location.reload() } : undefined)
}
