import { all, find, on } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { say } from '../core/words.ts'
import { chosenIn, drawAsked, valueIn } from '../library/field_boxes.ts'

export type FieldValues = Record<string, string | string[]>

const dialogElement = () => find<HTMLDialogElement>('#upload-fields')

/**
 * Asks what the brand wants to know of every file before the first is sent (S0-33). Null where the person would
 * rather not upload; nothing is asked where nothing is required, or where the question does not arrive.
 */
export async function askFields(): Promise<FieldValues | null> {
  const dialog = dialogElement()
  const form = dialog && (await formOf())
  if (!dialog || !form) return {}
  find('[data-form]', dialog)!.replaceChildren(form)
  drawAsked(form, { disable: true })
  return new Promise((resolve) => {
    const closed = () => resolve(dialog.returnValue === 'go' ? valuesIn(form) : null)
    dialog.returnValue = ''
    dialog.addEventListener('close', closed, { once: true })
    dialog.showModal()
  })
}

async function formOf(): Promise<HTMLFormElement | null> {
  const page = await fragment('/uploads/fields', 'upload-fields').catch(() => null)
  const form = page?.querySelector<HTMLFormElement>('#upload-fields-form')
  return form && form.dataset.required !== '0' ? document.adoptNode(form) : null
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
  for (const choices of all('[data-required]', form)) {
    const first = find<HTMLInputElement>('[type="checkbox"]', choices)
    const box = choices.closest<HTMLElement>('[data-field]')!
    first?.setCustomValidity(box.hidden || chosenIn(box).length > 0 ? '' : say('choose_one'))
  }
}

export function startUploadFields() {
  on('change', '#upload-fields-form, form[data-asks]', (_event, form) => {
    drawAsked(form, { disable: true })
    checkChoices(form)
  })
  for (const form of all('form[data-asks]')) {
    drawAsked(form, { disable: true })
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
