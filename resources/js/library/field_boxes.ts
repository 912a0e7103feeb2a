import { all, find, on } from '../core/dom.ts'

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const NAMED = ':is(input:checked, input:not([type="radio"], [type="checkbox"]), textarea, select)[name]'

/** What is ticked in a box of choices. */
export const chosenIn = (box: HTMLElement) => all<HTMLInputElement>('[type="checkbox"]:checked', box).map(({ value }) => value)

/** What stands in the box of a field; of several choices with commas between. */
export function valueIn(box: HTMLElement): string {
  return box.dataset.kind === 'choices' ? chosenIn(box).join(',') : (find<Field>(NAMED, box)?.value ?? '')
}

/** Custom fields stand together in what the API is told: `fields.season` becomes `{ fields: { season } }`. */
export function nested(changes: Record<string, unknown>): Record<string, unknown> {
  const isCustom = ([name]: [string, unknown]) => name.startsWith('fields.')
  const entries = Object.entries(changes)
  const custom = entries.filter(isCustom).map(([name, value]) => [name.slice('fields.'.length), value])
  const own = Object.fromEntries(entries.filter((entry) => !isCustom(entry)))
  return custom.length > 0 ? { ...own, fields: Object.fromEntries(custom) } : own
}

/** Shows the fields whose condition is met by what stands in others. What is not shown is not sent. */
export function drawAsked(form: HTMLElement, { disable = false } = {}) {
  for (const box of all('[data-asked-by]', form)) {
    const by = find(`[data-field="${box.dataset.askedBy}"]`, form)
    if (!by) continue
    const wanted = (box.dataset.askedAt ?? '').split(' ')
    box.hidden = !valueIn(by)
      .split(',')
      .some((value) => wanted.includes(value))
    if (disable) for (const input of all<Field>('input, textarea, select', box)) input.disabled = box.hidden
  }
}

/** A colour is typed or picked; both show the same. */
export function startColours() {
  on('input', '.colour-input [data-swatch]', (_event, swatch) => {
    const text = textOf(swatch)
    text.value = (swatch as HTMLInputElement).value
  })
  on('change', '.colour-input [data-swatch]', (_event, swatch) => textOf(swatch).dispatchEvent(new Event('change', { bubbles: true })))
  on('input', '.colour-input [type="text"]', (_event, text) => {
    const { value } = text as HTMLInputElement
    const swatch = find<HTMLInputElement>('[data-swatch]', text.parentElement!)!
    if (/^#[0-9a-f]{6}$/i.test(value)) swatch.value = value
  })
}

const textOf = (swatch: HTMLElement) => find<HTMLInputElement>('[type="text"]', swatch.parentElement!)!
