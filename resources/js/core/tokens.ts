import { Combobox, type Choice } from './combobox.ts'
import { find } from './dom.ts'
import { call } from './http.ts'
import { say } from './words.ts'

type Known = { id: string; name: string; path?: string; catalogName?: string; assetCount: number | null }
type Offer = Choice & { name: string; value: string }

let made = 0

/**
 * Makes of a field with words and commas one with a chip for each word and suggestions for the next. The field stays
 * in the form and keeps the words; a change of it is told as if it had been typed.
 */
export function makeTokens(field: HTMLInputElement) {
  if (field.dataset.isTokens) return
  field.dataset.isTokens = 'true'
  const tokens = new Tokens(field)
  field.addEventListener('tokens:draw', () => tokens.draw())
}

/** After the value of such a field was set from outside. */
export const redrawTokens = (field: HTMLInputElement) => void field.dispatchEvent(new Event('tokens:draw'))

export const wordsIn = (text: string) => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter(Boolean)
  ),
]

class Tokens {
  readonly #box = Object.assign(document.createElement('div'), { className: 'tokens' })
  readonly #input: HTMLInputElement
  readonly #list: HTMLElement
  readonly #combobox: Combobox<Offer>
  /** What ids are called, where the field keeps ids. */
  readonly #labels = new Map<string, string>()
  readonly #closeOnScroll = (event: Event) => void (event.target !== this.#list && this.#close())

  constructor(private field: HTMLInputElement) {
    const id = `tokens-${++made}`
    this.#input = Object.assign(document.createElement('input'), { type: 'text', id: field.id, autocomplete: 'off' })
    for (const name of ['aria-describedby', 'aria-label']) {
      const value = field.getAttribute(name)
      if (value) this.#input.setAttribute(name, value)
    }
    this.#list = Object.assign(document.createElement('ul'), { className: 'choices', id, popover: 'manual' })
    this.#list.setAttribute('role', 'listbox')
    this.#list.setAttribute('aria-label', say('suggestions'))
    field.removeAttribute('id')
    field.type = 'hidden'
    field.before(this.#box)
    this.#box.append(this.#input, this.#list)
    this.#combobox = new Combobox(this.#input, this.#list, {
      offer: (text) => this.#offer(text),
      take: ({ value, label }) => {
        if (value !== label) this.#labels.set(value, label)
        this.#add([value])
      },
      none: () => (this.#input.value.trim() ? say(this.field.dataset.none ?? 'no_such_word') : ''),
    })
    this.#listen()
    this.draw()
  }

  get words(): string[] {
    return wordsIn(this.field.value)
  }

  draw() {
    for (const chip of this.#box.querySelectorAll('.token')) chip.remove()
    for (const word of this.words) this.#input.before(this.#chip(word))
  }

  #chip(word: string) {
    const label = this.#labels.get(word) ?? word
    const chip = Object.assign(document.createElement('span'), { className: 'token', textContent: label })
    const off = Object.assign(document.createElement('button'), { type: 'button', textContent: '×' })
    off.setAttribute('aria-label', say('remove_word', { name: label }))
    off.addEventListener('click', () => {
      this.#set(this.words.filter((one) => one !== word))
      this.#input.focus()
    })
    chip.append(off)
    return chip
  }

  #listen() {
    this.#input.addEventListener('focus', () => void this.#open())
    this.#input.addEventListener('input', () => void this.#open())
    this.#input.addEventListener('blur', () => {
      // What was typed and not taken is meant too, where any word may be added.
      if (this.field.dataset.mayAdd === 'true') this.#add(wordsIn(this.#input.value))
      this.#close()
    })
    // What is typed here is no change of the form until it is a word of the field.
    this.#input.addEventListener('change', (event) => event.stopPropagation())
    this.#input.addEventListener('paste', (event) => {
      const words = wordsIn(event.clipboardData?.getData('text') ?? '')
      if (words.length < 2 || this.field.dataset.mayAdd !== 'true') return
      event.preventDefault()
      this.#add(words)
    })
    this.#input.addEventListener('keydown', (event) => this.#press(event))
    this.#box.addEventListener('click', (event) => event.target === this.#box && this.#input.focus())
  }

  #press(event: KeyboardEvent) {
    const text = this.#input.value.trim()
    if (event.key === 'Enter' && (text || this.#input.hasAttribute('aria-activedescendant'))) {
      if (!text && !this.#list.matches(':popover-open')) return
      event.preventDefault()
      if (this.#combobox.chosen) this.#combobox.take()
      else if (this.field.dataset.mayAdd === 'true') this.#add([text])
    } else if (event.key === ',' && text) {
      event.preventDefault()
      if (this.field.dataset.mayAdd === 'true') this.#add([text])
      else this.#combobox.take()
    } else if (event.key === 'Backspace' && this.#input.value === '') this.#set(this.words.slice(0, -1))
    else if (event.key === 'Escape' && this.#list.matches(':popover-open')) {
      // Closes the suggestions alone, not the dialog around them.
      event.preventDefault()
      event.stopPropagation()
      this.#close()
    }
  }

  async #offer(text: string): Promise<Offer[]> {
    const search = text ? `&text=${encodeURIComponent(text)}` : ''
    const { body } = await call<{ data: Known[] }>('GET', `${this.field.dataset.tokens}${search}`)
    const has = new Set(this.words.map((word) => word.toLowerCase()))
    const offers = body.data.map((one) => this.#offered(one)).filter(({ value }) => !has.has(value.toLowerCase()))
    const isKnown = has.has(text.toLowerCase()) || body.data.some(({ name }) => name.toLowerCase() === text.toLowerCase())
    const exact = offers.findIndex(({ name }) => name.toLowerCase() === text.toLowerCase())
    if (exact > 0) offers.unshift(...offers.splice(exact, 1))
    if (!text || isKnown || this.field.dataset.mayAdd !== 'true') return offers
    return [{ name: text, value: text, label: say('add_word', { name: text }), detail: '' }, ...offers]
  }

  #offered({ id, name, path, catalogName, assetCount }: Known): Offer {
    const isById = this.field.dataset.byId !== undefined
    const label = isById ? [catalogName, path ?? name].filter(Boolean).join(' › ') : name
    return { name, value: isById ? id : name, label, detail: assetCount?.toLocaleString('en') ?? '' }
  }

  #add(words: string[]) {
    this.#input.value = ''
    if (words.length > 0) this.#set([...this.words, ...words])
    if (document.activeElement === this.#input) void this.#open()
  }

  #set(words: string[]) {
    const value = wordsIn(words.join(',')).join(', ')
    if (value === this.field.value) return
    this.field.value = value
    this.draw()
    this.field.dispatchEvent(new Event('change', { bubbles: true }))
  }

  async #open() {
    await this.#combobox.ask()
    if (document.activeElement !== this.#input || !find('li', this.#list)) return this.#close()
    if (!this.#list.matches(':popover-open')) {
      this.#list.showPopover()
      addEventListener('scroll', this.#closeOnScroll, { capture: true, passive: true })
    }
    const box = this.#box.getBoundingClientRect()
    const below = innerHeight - box.bottom
    this.#list.style.cssText = `left:${box.left}px;width:${box.width}px;${
      below > 200
        ? `top:${box.bottom + 4}px;max-height:${below - 16}px`
        : `bottom:${innerHeight - box.top + 4}px;max-height:${box.top - 16}px`
    }`
    this.#input.setAttribute('aria-expanded', 'true')
  }

  #close() {
    removeEventListener('scroll', this.#closeOnScroll, { capture: true })
    if (this.#list.matches(':popover-open')) this.#list.hidePopover()
    this.#input.setAttribute('aria-expanded', 'false')
    this.#combobox.forget()
  }
}
