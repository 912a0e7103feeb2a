import { find, on } from '../core/dom.ts'
import { call, fragment, Refusal } from '../core/http.ts'
import { complain } from '../core/toast.ts'
import { sayCount } from '../core/words.ts'
import { currentSearch } from './library.ts'
import { follow, type Operation } from './operations.ts'
import { clear, selection, selectionSize } from './selection.ts'

/** So many ids fit into an address; of more, the dialog foresees what becomes of the first. */
const IN_ADDRESS = 100

const dialogElement = () => find<HTMLDialogElement>('#brand-move')!
const chosenBrand = () => find<HTMLSelectElement>('#move-form select', dialogElement())!.value

/** Asks to which brand what is selected is to go, and says what that does before it is done (S1-86). */
export async function moveSelected() {
  const dialog = dialogElement()
  if (!(await draw(''))) return
  find('h2', dialog)!.textContent = sayCount('move', selectionSize())
  dialog.showModal()
  find<HTMLElement>('select', dialog)?.focus()
}

async function draw(brandId: string): Promise<boolean> {
  const dialog = dialogElement()
  const chosen = selection()
  const search = new URLSearchParams('ids' in chosen ? { ids: chosen.ids.slice(0, IN_ADDRESS).join(',') } : currentSearch())
  search.set('to', brandId)
  try {
    const page = await fragment(`/assets/moves?${search.toString()}`, 'move')
    const form = document.adoptNode(page.getElementById('move-form')!)
    find('[data-form]', dialog)!.replaceChildren(form)
    find<HTMLButtonElement>('[data-apply]', dialog)!.disabled = Number(form.dataset.moving) === 0
    find('[data-problem]', dialog)!.textContent = ''
    return true
  } catch (error) {
    complain(error)
    return false
  }
}

async function apply() {
  const dialog = dialogElement()
  try {
    const { body } = await call<Operation>('POST', '/operations', { kind: 'moveToBrand', brandId: chosenBrand(), ...selection() })
    dialog.close()
    clear()
    await follow(body)
  } catch (error) {
    if (!(error instanceof Refusal) || !dialog.open) return complain(error)
    find('[data-problem]', dialog)!.textContent = error.message
  }
}

export function startBrandMove() {
  const dialog = find<HTMLDialogElement>('#brand-move')
  if (!dialog) return
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  on('change', '#move-form select', () => {
    void draw(chosenBrand()).then(() => find<HTMLElement>('#move-form select', dialog)?.focus())
  })
  on('submit', '#move-form', (event) => {
    event.preventDefault()
    void apply()
  })
  find('[data-close]', dialog)!.addEventListener('click', () => dialog.close())
}
