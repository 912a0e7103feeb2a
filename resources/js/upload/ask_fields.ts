import { all, find, on } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { say } from '../core/words.ts'
import { chosenIn, drawAsked, valueIn } from '../library/field_boxes.ts'

export type FieldValues = Record<string, string | string[]>

export type Answers = { fields: FieldValues; templateId: string }

const NOTHING: Answers = { fields: {}, templateId: '' }

const dialogElement = () => find<HTMLDialogElement>('#upload-fields')

/**
 * Asks what the brand wants to know of every file before the first is sent (S0-33). Null where the person would
 * rather not upload; nothing is asked where nothing is required, or where the question does not arrive.
 */
export async function askFields(): Promise<Answers | null> {
  const dialog = dialogElement()
  const form = dialog && (await formOf())
  if (!dialog || !form) return NOTHING
  find('[data-form]', dialog)!.replaceChildren(form)
  recallTemplate(form)
  draw(form)
  return new Promise((resolve) => {
    const closed = () => resolve(dialog.returnValue === 'go' ? answersIn(form) : null)
    dialog.returnValue = ''
    dialog.addEventListener('close', closed, { once: true })
    dialog.showModal()
  })
}

async function formOf(): Promise<HTMLFormElement | null> {
  const page = await fragment('/uploads/fields', 'upload-fields').catch(() => null)
  const form = page?.querySelector<HTMLFormElement>('#upload-fields-form')
  return form && form.dataset.asked !== '0' ? document.adoptNode(form) : null
}

const templateIn = (form: HTMLElement) => find<HTMLSelectElement>('[data-template]', form)

/** The one chosen last for this brand. */
const keptFor = (choice: HTMLSelectElement) => `damson.template.${choice.dataset.brand}`

function recallTemplate(form: HTMLElement) {
  const choice = templateIn(form)
  const kept = choice && localStorage.getItem(keptFor(choice))
  if (choice && kept !== null && [...choice.options].some(({ value }) => value === kept)) choice.value = kept
}

function answersIn(form: HTMLElement): Answers {
  const choice = templateIn(form)
  if (choice) localStorage.setItem(keptFor(choice), choice.value)
  return { fields: valuesIn(form), templateId: choice?.value ?? '' }
}

/** What the chosen template gives need not be filled in. */
function drawRequired(form: HTMLElement) {
  const choice = templateIn(form)
  if (!choice) return
  const given = (choice.selectedOptions[0]?.dataset.gives ?? '').split(' ')
  for (const box of all('.is-required[data-field]', form)) {
    const isRequired = !given.includes(box.dataset.field!)
    box.classList.toggle('is-given', !isRequired)
    const choices = find('.field-choices', box)
    if (choices) choices.toggleAttribute('data-required', isRequired)
    else for (const input of all<HTMLInputElement>('[name]', box)) input.required = isRequired
  }
}

function draw(form: HTMLElement) {
  drawAsked(form, { disable: true })
  drawRequired(form)
}

function valuesIn(form: HTMLElement): FieldValues {
  const shown = all('[data-field]', form).filter((box) => !box.hidden)
  const values = shown.map(
    (box) => [box.dataset.field!.slice('fields.'.length), box.dataset.kind === 'choices' ? chosenIn(box) : valueIn(box)] as const
  )
  return Object.fromEntries(values.filter(([, value]) => value.length > 0))
}

/** The browser checks single inputs; of several boxes at least one must be ticked. */
function checkChoices(form: HTMLElement) {
  for (const choices of all('.field-choices', form)) {
    const first = find<HTMLInputElement>('[type="checkbox"]', choices)
    const box = choices.closest<HTMLElement>('[data-field]')!
    first?.setCustomValidity(!choices.hasAttribute('data-required') || box.hidden || chosenIn(box).length > 0 ? '' : say('choose_one'))
  }
}

export function startUploadFields() {
  on('change', '#upload-fields-form, form[data-asks]', (_event, form) => {
    draw(form)
    checkChoices(form)
  })
  for (const form of all('form[data-asks]')) {
    draw(form)
    checkChoices(form)
  }
  const dialog = dialogElement()
  if (!dialog) return
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  const go = () => {
    const form = find<HTMLFormElement>('#upload-fields-form', dialog)!
    checkChoices(form)
    if (form.reportValidity()) dialog.close('go')
  }
  find('[data-go]', dialog)!.addEventListener('click', go)
  find('[data-close]', dialog)!.addEventListener('click', () => dialog.close())
  on('submit', '#upload-fields-form', (event) => {
    event.preventDefault()
    go()
  })
}
