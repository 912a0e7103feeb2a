import { all, find, on } from '../core/dom.ts'
import { call, fragment, Refusal } from '../core/http.ts'
import { complain } from '../core/toast.ts'
import { makeTokens, wordsIn } from '../core/tokens.ts'
import { say, sayCount } from '../core/words.ts'
import { chosenIn, nested } from './field_boxes.ts'
import { currentSearch } from './library.ts'
import { follow, type Operation } from './operations.ts'
import { clear, selection, selectionSize } from './selection.ts'

type Changes = Partial<Record<'set' | 'add' | 'remove', Record<string, unknown>>>

/** So many ids fit into an address; of more, the form looks at the first. */
const IN_ADDRESS = 100

const dialogElement = () => find<HTMLDialogElement>('#bulk-edit')!

/** Asks what to change of everything selected, beginning with this field (S3-13, S1-83). */
export async function editSelected(field?: string, mode?: string) {
  const dialog = dialogElement()
  const chosen = selection()
  const search = 'ids' in chosen ? `ids=${chosen.ids.slice(0, IN_ADDRESS).join(',')}` : currentSearch()
  try {
    const page = await fragment(`/assets/edits?${search}`, 'bulk')
    find('[data-form]', dialog)!.replaceChildren(document.adoptNode(page.getElementById('bulk-form')!))
  } catch (error) {
    return complain(error)
  }
  for (const input of all<HTMLInputElement>('[data-tokens]', dialog)) makeTokens(input)
  find('h2', dialog)!.textContent = sayCount('edit', selectionSize())
  find('[data-problem]', dialog)!.textContent = ''
  const box = field ? find(`[data-field="${field}"]`, dialog) : null
  if (box && mode) find<HTMLSelectElement>('[data-mode]', box)!.value = mode
  drawModes()
  dialog.showModal()
  find<HTMLElement>(box ? 'input:not([type="hidden"])' : 'summary', box ?? dialog)?.focus()
}

const modeOf = (box: HTMLElement) => find<HTMLSelectElement>('[data-mode]', box)!

/** A field that is to be cleared has nothing to say; how many are changed stands on the button. */
function drawModes() {
  const boxes = all('[data-field]', dialogElement())
  for (const box of boxes) {
    const mode = modeOf(box).value
    box.classList.toggle('is-chosen', mode !== 'keep')
    box.classList.toggle('is-cleared', mode === 'clear')
  }
  const chosen = boxes.filter((box) => modeOf(box).value !== 'keep').length
  const button = find<HTMLButtonElement>('[data-apply]', dialogElement())!
  button.disabled = chosen === 0
  button.textContent = chosen === 0 ? say('edit_nothing') : sayCount('edit_apply', chosen)
}

/** What the form says, as an operation is told. */
function changesIn(dialog: HTMLElement): Changes {
  const changes: Changes = {}
  for (const box of all('[data-field]', dialog)) {
    const mode = modeOf(box).value
    if (mode === 'keep') continue
    const kind = box.dataset.kind!
    const isList = kind === 'tokens' || kind === 'choices'
    const written = kind === 'choices' ? chosenIn(box).join(',') : find<HTMLInputElement>('[data-value]', box)!.value.trim()
    const value = isList ? wordsIn(written) : kind === 'stars' ? Number(written) : written || null
    const into = mode === 'add' || mode === 'remove' ? mode : 'set'
    changes[into] = { ...changes[into], [box.dataset.field!]: mode === 'clear' ? (isList ? [] : null) : value }
  }
  return changes
}

const inFields = (changes: Changes): Changes => Object.fromEntries(Object.entries(changes).map(([mode, fields]) => [mode, nested(fields)]))

async function apply() {
  const dialog = dialogElement()
  const problem = find('[data-problem]', dialog)!
  problem.textContent = ''
  try {
    const { body } = await call<Operation>('POST', '/operations', { kind: 'edit', changes: inFields(changesIn(dialog)), ...selection() })
    dialog.close()
    clear()
    await follow(body)
  } catch (error) {
    if (!(error instanceof Refusal) || !dialog.open) return complain(error)
    problem.textContent = error.errors.map(({ message }) => message).join(' ') || error.message
    const parts = error.errors[0]?.field.split('.') ?? []
    const field = parts
      .map((part, at) => (part === 'fields' ? parts.slice(at).join('.') : part))
      .find((part) => find(`[data-field="${part}"]`, dialog))
    if (field) find<HTMLElement>(`[data-field="${field}"] [data-value]`, dialog)?.focus()
  }
}

export function startBulkEdit() {
  const dialog = dialogElement()
  if (!dialog) return
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  on('change', '#bulk-edit [data-mode]', () => drawModes())
  // Whoever writes into a field wants it changed.
  for (const type of ['input', 'change'] as const) {
    on(type, '#bulk-edit [data-field]', (event, box) => {
      const mode = modeOf(box)
      if (event.target === mode || !(event.target as Element).matches('[data-value]') || mode.value !== 'keep') return
      mode.value = mode.options[1]!.value
      drawModes()
    })
  }
  on('submit', '#bulk-form', (event) => {
    event.preventDefault()
    void apply()
  })
  find('[data-close]', dialog)!.addEventListener('click', () => dialog.close())
}
