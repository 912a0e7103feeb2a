import { all, find, later } from '../core/dom.ts'
import { fragment } from '../core/http.ts'

const TYPING_MS = 250

/** The form of a custom field: it shows what its kind needs, and how the field will look. */
export function startFieldForm() {
  const form = find<HTMLFormElement>('#field-form')
  if (!form) return
  const draw = () => {
    const kind = find<HTMLSelectElement>('[name="kind"]', form)!.value
    for (const part of all('[data-for-kinds]', form)) part.hidden = !part.dataset.forKinds!.split(' ').includes(kind)
  }
  const preview = later(TYPING_MS, () => void showPreview(form))
  form.addEventListener('change', draw)
  form.addEventListener('input', (event) => {
    if (!(event.target as Element).closest('#field-preview')) preview()
  })
  // What is not shown is not meant.
  form.addEventListener('submit', () => {
    const unmeant = all('[data-for-kinds][hidden]', form).flatMap((part) => all<HTMLInputElement>('input, textarea', part))
    for (const input of unmeant) input.value = ''
  })
  draw()
  void showPreview(form)
}

async function showPreview(form: HTMLFormElement) {
  const shown = ['label', 'kind', 'choices', 'default', 'help', 'isRequired']
  const asked = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (shown.includes(name) && typeof value === 'string') asked.append(name, value)
  const page = await fragment(`/fields/preview?${asked}`, 'preview').catch(() => null)
  const fresh = page?.getElementById('field-preview')
  if (fresh) find('#field-preview', form)?.replaceWith(document.adoptNode(fresh))
}
