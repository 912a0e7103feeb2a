import { find, later, on } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { complain } from '../core/toast.ts'

const TYPING_MS = 250

const form = () => find<HTMLFormElement>('#category-choice')

let asking: AbortController | null = null

/** Finds and opens categories without leaving the page; what is ticked goes along, as in the form without script. */
export function startCategoryChoice() {
  if (!form()) return
  on(
    'input',
    '#category-text',
    later(TYPING_MS, () => void redraw())
  )
  on('click', '#category-choice button[name="open"]', (event, button) => {
    event.preventDefault()
    void redraw(button as HTMLButtonElement)
  })
  on('keydown', '#category-text', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void redraw()
  })
}

async function redraw(opened?: HTMLButtonElement) {
  asking?.abort()
  asking = new AbortController()
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form()!)) if (typeof value === 'string') asked.append(name, value)
  if (opened) asked.append('open', opened.value)
  try {
    const page = await fragment(`${form()!.getAttribute('action')!}?${asked}`, 'choice', { signal: asking.signal })
    const typed = find<HTMLInputElement>('#category-text')!
    const isTyping = document.activeElement === typed
    const at = typed.selectionStart ?? 0
    form()!.replaceWith(document.adoptNode(page.getElementById('category-choice')!))
    const field = find<HTMLInputElement>('#category-text')!
    // Something more may have been typed meanwhile.
    field.value = typed.value
    if (isTyping) {
      field.focus()
      field.setSelectionRange(at, at)
    } else if (opened) find(`#category-choice input[value="${opened.value}"]`)?.focus()
  } catch (error) {
    complain(error)
  }
}
