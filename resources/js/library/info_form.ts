import { all, find, on } from '../core/dom.ts'
import { call, Refusal } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { makeTokens, redrawTokens, wordsIn } from '../core/tokens.ts'
import { say, sayCount } from '../core/words.ts'
import { drawAsked, nested, valueIn } from './field_boxes.ts'
import { refreshCards } from './fresh_cards.ts'
import { reloadDetails } from './panel.ts'
import { reloadStage } from '../viewer/viewer.ts'

type Tag = { name: string; kind: string }
type Saved = { id: string; before: Record<string, unknown> }

const FORM = 'form[data-act="edit"]'

/** What each form held when it was last in step with the server, by the names of its fields. */
const kept = new WeakMap<HTMLFormElement, Map<string, string>>()
/** Saving waits for what is being saved, so that each knows the revision before it. */
let saving = Promise.resolve()
let last: Saved | null = null

/** Saves the Info form by the API as one goes: only what was changed, so that two people can edit different fields. */
export function startInfoForm() {
  const take = () => all<HTMLFormElement>(FORM).forEach(takeUp)
  take()
  new MutationObserver(take).observe(document.body, { childList: true, subtree: true })
  on('change', FORM, (_event, form) => save(form as HTMLFormElement))
  on('submit', FORM, (event, form) => {
    event.preventDefault()
    save(form as HTMLFormElement, { isAsked: true })
  })
  on('keydown', FORM, (event, form) => {
    const isSave = (event.ctrlKey || event.metaKey) && ['s', 'Enter'].includes(event.key)
    if (!isSave) return
    event.preventDefault()
    ;(form as HTMLFormElement).requestSubmit()
  })
  on('click', '[data-undo-edit]', () => void undo())
  // The star that is on takes the rating off (S1-65); before the click changes it, to tell the two apart.
  on('pointerdown', '.stars label', (_event, label) => {
    const input = find<HTMLInputElement>('input', label)!
    label.dataset.wasOn = String(input.checked && input.value !== '')
  })
  on('click', '.stars input', (_event, input) => {
    const label = input.closest<HTMLElement>('label')!
    if (label.dataset.wasOn !== 'true') return
    delete label.dataset.wasOn
    const none = find<HTMLInputElement>('.none input', label.closest<HTMLElement>('.stars')!)!
    none.checked = true
    none.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

/** A form that has just been drawn. */
function takeUp(form: HTMLFormElement) {
  if (kept.has(form)) return
  for (const field of all<HTMLInputElement>('[data-tokens]', form)) makeTokens(field)
  kept.set(form, valuesOf(form))
  drawAsked(form)
}

const boxesOf = (form: HTMLFormElement) => all('[data-field]', form)

function valuesOf(form: HTMLFormElement): Map<string, string> {
  return new Map(boxesOf(form).map((box) => [box.dataset.field!, valueIn(box)]))
}

function save(form: HTMLFormElement, { isAsked = false } = {}) {
  saving = saving.then(() => write(form, isAsked))
}

async function write(form: HTMLFormElement, isAsked: boolean) {
  const before = kept.get(form)!
  const now = valuesOf(form)
  drawAsked(form)
  const changed = boxesOf(form).filter(({ dataset }) => now.get(dataset.field!) !== before.get(dataset.field!))
  clearErrors(form)
  if (changed.length === 0) return isAsked ? tell(form, say('saved')) : undefined
  const id = form.closest<HTMLElement>('[data-id]')!.dataset.id!
  tell(form, say('saving'))
  try {
    const values = (of: Map<string, string>) =>
      Object.fromEntries(changed.map((box) => [box.dataset.field!, valueOf(box.dataset.kind!, of.get(box.dataset.field!)!)]))
    const { tags, missingFields } = await patch(form, id, values(now))
    tellMissing(form, missingFields)
    last = { id, before: values(before) }
    for (const [name, value] of now) before.set(name, value)
    if (changed.some(({ dataset }) => dataset.field === 'tags')) spell(form, tags)
    tell(form, say('saved'), true)
    await refreshCards([id])
    for (const name of all(`[data-id="${id}"] [data-rename]`)) name.textContent = before.get('name')!
  } catch (error) {
    tell(form, error instanceof Refusal && error.status !== 412 ? say('not_saved') : '')
    if (!(error instanceof Refusal)) return complain(error)
    if (error.status === 412) {
      toast(say('changed_meanwhile'))
      await Promise.all([reloadDetails(id), reloadStage(id)])
    } else if (!showErrors(form, error, isAsked)) complain(error)
  }
}

/** Tags are written as the vocabulary writes them. */
function spell(form: HTMLFormElement, tags: Tag[]) {
  const field = find<HTMLInputElement>('[name="tags"]', form)!
  const spelled = tags.flatMap(({ name, kind }) => (kind === 'tag' ? name : [])).join(', ')
  // While it was saved, something more may have been typed.
  if (field.value !== kept.get(form)!.get('tags')) return
  field.value = spelled
  kept.get(form)!.set('tags', spelled)
  redrawTokens(field)
}

async function patch(form: HTMLFormElement, id: string, changes: Record<string, unknown>) {
  const revision = find<HTMLInputElement>('[name="revision"]', form)!
  const { body, etag } = await call<{ tags: Tag[]; missingFields: number }>('PATCH', `/assets/${id}`, nested(changes), {
    'if-match': revision.value,
  })
  if (etag) revision.value = etag
  return body
}

/** S0-34: how complete it is now. */
function tellMissing(form: HTMLFormElement, count: number) {
  const line = find('[data-missing]', form)
  if (!line) return
  line.hidden = count === 0
  find('span', line)!.textContent = sayCount('missing_fields', count)
}

/** Takes back what was saved last. */
async function undo() {
  const form = find<HTMLFormElement>(FORM)
  if (!form || !last || form.closest<HTMLElement>('[data-id]')?.dataset.id !== last.id) return
  const { id, before } = last
  last = null
  try {
    await patch(form, id, before)
    await Promise.all([reloadDetails(id), reloadStage(id), refreshCards([id])])
    tell(find<HTMLFormElement>(FORM), say('edit_undone'))
  } catch (error) {
    complain(error)
  }
}

function tell(form: HTMLFormElement | null, text: string, canUndo = false) {
  const panel = form?.closest<HTMLElement>('.panel')
  if (!panel) return
  find('[data-saved]', panel)!.textContent = text
  find('[data-undo-edit]', panel)!.hidden = !canUndo
}

/** What a field means to the API. */
function valueOf(kind: string, value: string): unknown {
  const text = value.trim()
  if (kind === 'words' || kind === 'tokens' || kind === 'choices') return wordsIn(text)
  if (kind === 'stars') return text ? Number(text) : null
  return text || null
}

function showErrors(form: HTMLFormElement, refusal: Refusal, isAsked: boolean): boolean {
  for (const { field, message } of refusal.errors) {
    const box = find(`[data-field="${field}"]`, form) ?? find(`[data-field="${field.split('.')[0]}"]`, form)
    const input = box && find<HTMLElement>('input:not([type="hidden"]), textarea, select', box)
    if (!box || !input) continue
    box.closest('details')?.setAttribute('open', '')
    const error = Object.assign(document.createElement('span'), { className: 'error', textContent: message, id: `${input.id}-error` })
    box.append(error)
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', error.id)
  }
  const first = find('[aria-invalid="true"]', form)
  if (isAsked) first?.focus()
  return first !== null
}

function clearErrors(form: HTMLFormElement) {
  for (const error of all('.error', form)) error.remove()
  for (const input of all('[aria-invalid]', form)) input.removeAttribute('aria-invalid')
}
