import { find, later, on } from './dom.ts'
import { complain } from './toast.ts'

export type Choice = { label: string; detail?: string; icon?: Node }

type Options<C extends Choice> = {
  /** What can be chosen for what is typed so far. */
  offer: (text: string) => Promise<C[]>
  take: (choice: C) => void
  /** Nothing is chosen until an arrow says so: Enter is for what is typed. */
  isOptional?: boolean
  /** What stands in an empty list. */
  none?: () => string
}

const TYPING_MS = 150
let made = 0

/** A field with a list of suggestions beneath it: typed in, walked with arrows, taken with Enter or a click. */
export class Combobox<C extends Choice> {
  readonly #id = `choice-${++made}`
  #choices: C[] = []
  #at = 0

  constructor(
    readonly input: HTMLInputElement,
    readonly list: HTMLElement,
    private options: Options<C>
  ) {
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-autocomplete', 'list')
    if (!input.hasAttribute('aria-expanded')) input.setAttribute('aria-expanded', 'false')
    input.setAttribute('aria-controls', list.id)
    input.addEventListener(
      'input',
      later(TYPING_MS, () => void this.ask())
    )
    input.addEventListener('keydown', (event) => this.#walk(event))
    list.addEventListener('pointerdown', (event) => event.preventDefault())
    on('click', `#${list.id} [role="option"]:not([aria-disabled])`, (_event, line) => this.take([...list.children].indexOf(line)))
  }

  get chosen(): C | undefined {
    return this.#choices[this.#at]
  }

  async ask() {
    const text = this.input.value.trim()
    try {
      const choices = await this.options.offer(text)
      if (this.input.value.trim() !== text) return
      this.#choices = choices
      this.#at = this.options.isOptional ? -1 : 0
      this.#draw()
    } catch (error) {
      complain(error)
    }
  }

  take(at = this.#at) {
    const choice = this.#choices[at]
    if (choice) this.options.take(choice)
  }

  forget() {
    this.#choices = []
    this.list.replaceChildren()
    this.input.removeAttribute('aria-activedescendant')
  }

  #walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || this.#choices.length === 0) return
    event.preventDefault()
    this.#at = this.#at < 0 && step < 0 ? this.#choices.length - 1 : (this.#at + step + this.#choices.length) % this.#choices.length
    this.#draw()
  }

  #draw() {
    this.list.replaceChildren(...this.#choices.map((choice, at) => this.#line(choice, at)))
    const none = this.#choices.length === 0 ? this.options.none?.() : undefined
    if (none) {
      const hint = Object.assign(document.createElement('li'), { className: 'hint', textContent: none })
      hint.setAttribute('role', 'option')
      hint.setAttribute('aria-disabled', 'true')
      this.list.append(hint)
    }
    if (this.#choices[this.#at]) this.input.setAttribute('aria-activedescendant', `${this.#id}-${this.#at}`)
    else this.input.removeAttribute('aria-activedescendant')
    find(`#${this.#id}-${this.#at}`, this.list)?.scrollIntoView({ block: 'nearest' })
  }

  #line({ label, detail = '', icon }: C, at: number) {
    const line = Object.assign(document.createElement('li'), { id: `${this.#id}-${at}` })
    line.setAttribute('role', 'option')
    line.setAttribute('aria-selected', String(at === this.#at))
    const name = Object.assign(document.createElement('span'), { className: 'truncate', textContent: label })
    const count = Object.assign(document.createElement('span'), { className: 'count', textContent: detail })
    line.append(...(icon ? [icon] : []), name, count)
    return line
  }
}
