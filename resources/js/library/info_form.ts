import { all, find, on } from '../core/dom.ts'
import { call, Refusal } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { refreshCards } from './fresh_cards.ts'
import { reloadDetails } from './panel.ts'
import { reloadStage } from '../viewer/viewer.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

const savedOf = (form: HTMLFormElement) => find('[data-saved]', form.closest<HTMLElement>('.panel')!)!
const fieldsOf = (form: HTMLFormElement) => all<Field>('[data-field] :is(input, textarea)', form)

/** Saves the Info form by the API: only what was changed, so that two people can edit different fields. */
export function startInfoForm() {
  on('submit', 'form[data-act="edit"]', (event, form) => {
    event.preventDefault()
    void save(form as HTMLFormElement)
  })
  on('keydown', 'form[data-act="edit"]', (event, form) => {
    const isSave = (event.ctrlKey || event.metaKey) && ['s', 'Enter'].includes(event.key)
    if (!isSave) return
    event.preventDefault()
    ;(form as HTMLFormElement).requestSubmit()
  })
  on('input', 'form[data-act="edit"]', (_event, form) => (savedOf(form as HTMLFormElement).textContent = ''))
}

async function save(form: HTMLFormElement) {
  const id = form.closest<HTMLElement>('[data-id]')!.dataset.id!
  const said = savedOf(form)
  const revision = find<HTMLInputElement>('[name="revision"]', form)!
  const changed = fieldsOf(form).filter((field) => field.value !== field.defaultValue)
  clearErrors(form)
  if (changed.length === 0) return void (said.textContent = say('saved'))
  said.textContent = say('saving')
  try {
    const changes = Object.fromEntries(changed.map((field) => [field.name, valueOf(field)]))
    const { etag } = await call('PATCH', `/assets/${id}`, changes, { 'if-match': revision.value })
    if (etag) revision.value = etag
    for (const field of changed) field.defaultValue = field.value
    said.textContent = say('saved')
    await refreshCards([id])
    for (const name of all(`[data-id="${id}"] [data-rename]`)) name.textContent = find<Field>('[name="name"]', form)!.value
  } catch (error) {
    said.textContent = ''
    if (!(error instanceof Refusal)) return complain(error)
    if (error.status === 412) {
      toast(say('changed_meanwhile'))
      await Promise.all([reloadDetails(id), reloadStage(id)])
    } else if (!showErrors(form, error)) complain(error)
  }
}

function valueOf(field: Field): string | string[] | null {
  const text = field.value.trim()
  if (field.name !== 'keywords') return text || (field.name === 'name' ? '' : null)
  return [...new Set(text.split(/[,\n]/).flatMap((word) => word.trim() || []))]
}

function showErrors(form: HTMLFormElement, refusal: Refusal): boolean {
  for (const { field, message } of refusal.errors) {
    const box = find(`[data-field="${field.split('.')[0]}"]`, form)
    const input = box && find<Field>('input, textarea', box)
    if (!box || !input) continue
    const error = Object.assign(document.createElement('span'), { className: 'error', textContent: message, id: `${input.id}-error` })
    box.append(error)
    input.setAttribute('aria-invalid', 'true')
    input.setAttribute('aria-describedby', error.id)
  }
  const first = find<Field>('[aria-invalid="true"]', form)
  first?.focus()
  return first !== null
}

function clearErrors(form: HTMLFormElement) {
  for (const error of all('.error', form)) error.remove()
  for (const input of all('[aria-invalid]', form)) input.removeAttribute('aria-invalid')
}
