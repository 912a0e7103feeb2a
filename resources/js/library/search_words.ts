import { Combobox, type Choice } from '../core/combobox.ts'
import { find } from '../core/dom.ts'
import { call } from '../core/http.ts'

type Completion = { text: string; label: string; count: number | null }
type Offer = Choice & { text: string }

/** The last word of a search as long as it is a word with a value that is still being typed. */
const UNFINISHED = /(?:^|\s)-?\p{L}[\p{L}\p{N}._]*(?:[:=]|[<>]=?)(?:"[^"]*|\S*)$/u
const LAST = /(?:-?\p{L}[\p{L}\p{N}._]*(?:[:=]|[<>]=?))?(?:"[^"]*|\S*)$/u

export const isUnfinished = (text: string) => UNFINISHED.test(text)

/** Suggests how a search in words such as `tag:summer` goes on (S1-34). */
export function completeSearch(input: HTMLInputElement) {
  const list = find('#find-words')
  if (!list) return
  const close = () => {
    if (list.matches(':popover-open')) list.hidePopover()
    input.setAttribute('aria-expanded', 'false')
    combobox.forget()
  }
  const combobox = new Combobox<Offer>(input, list, {
    isOptional: true,
    offer: async () => {
      const offers = await completions(input.value)
      if (offers.length === 0 || document.activeElement !== input) close()
      else open(input, list)
      return offers
    },
    take: ({ text }) => {
      const isWhole = !/[:=<>]$/.test(text)
      input.value = input.value.replace(LAST, '') + text + (isWhole ? ' ' : '')
      input.focus()
      close()
      input.dispatchEvent(new Event('input', { bubbles: true }))
    },
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (!list.matches(':popover-open')) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && combobox.chosen) {
      event.preventDefault()
      combobox.take()
    }
  })
}

async function completions(typed: string): Promise<Offer[]> {
  if (!typed.trim() || /\s$/.test(typed)) return []
  const brand = document.body.dataset.brand
  const search = new URLSearchParams({ text: typed, ...(brand ? { brand } : {}) })
  const { body } = await call<{ data: Completion[] }>('GET', `/search-words?${search}`)
  return body.data.map(({ text, label, count }) => ({ text, label, detail: count === null ? '' : count.toLocaleString('en') }))
}

function open(input: HTMLInputElement, list: HTMLElement) {
  const box = input.getBoundingClientRect()
  list.style.cssText = `left:${box.left}px;width:${box.width}px;top:${box.bottom + 4}px`
  if (!list.matches(':popover-open')) list.showPopover()
  input.setAttribute('aria-expanded', 'true')
}
