import { find, on } from '../core/dom.ts'
import { call, Refusal } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { reloadLibrary } from './library.ts'

type Folder = { id: string; name: string }

/** S0-29, S0-30: a name and its check mark make a folder, which stands in the open list at once. */
export function startFolders() {
  document.addEventListener('toggle', (event) => event.target === find('#new-folder') && focusName(), { capture: true })
  on('submit', '#new-folder form', (event, form) => {
    event.preventDefault()
    void make(form as HTMLFormElement)
  })
  on('keydown', '#folders .folder-list a', (event, link) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const links = [...document.querySelectorAll<HTMLElement>('#folders .folder-list a')]
    links[links.indexOf(link) + step]?.focus()
  })
}

function focusName() {
  if (find<HTMLDetailsElement>('#new-folder')?.open) find('#new-folder [name="name"]')?.focus()
}

async function make(form: HTMLFormElement) {
  const given = new FormData(form)
  const text = (name: string) => String(given.get(name) ?? '')
  const problem = find('.error', form)!
  problem.hidden = true
  try {
    const json = { name: text('name'), ...(text('parentId') ? { parentId: text('parentId') } : { brandId: text('brandId') }) }
    const { body } = await call<Folder>('POST', '/folders', json)
    await reloadLibrary()
    const drop = find<HTMLDetailsElement>('#folders')
    if (drop) drop.open = true
    find(`#folders [data-folder="${body.id}"]`)?.focus()
    toast(say('folder_made', { name: body.name }))
  } catch (error) {
    if (!(error instanceof Refusal) || ![409, 422].includes(error.status)) return complain(error)
    problem.textContent = error.message
    problem.hidden = false
    find('[name="name"]', form)?.focus()
  }
}
