import { Combobox, type Choice } from '../core/combobox.ts'
import { find } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { reloadDetails } from './panel.ts'

type Other = { id: string; name: string }
type Offer = Choice & Other

const SHOWN = 12

let subject: string | null = null
let chooser: Combobox<Offer> | null = null

const dialogElement = () => find<HTMLDialogElement>('#relation-chooser')!

/** Asks to which other asset, and in which way, this one is related. */
export async function relate(assetId: string) {
  subject = assetId
  const input = find<HTMLInputElement>('#relation-wanted')!
  input.value = ''
  dialogElement().showModal()
  input.focus()
  await chooser!.ask()
}

export async function unrelate(assetId: string, element: HTMLElement) {
  try {
    await call('DELETE', `/assets/${assetId}/relations/${element.dataset.relation!}`)
    await reloadDetails(assetId)
  } catch (error) {
    complain(error)
  }
}

async function offer(text: string): Promise<Offer[]> {
  const search = new URLSearchParams({ limit: String(SHOWN), ...(text ? { text } : {}) })
  const { body } = await call<{ data: (Other & { type: string })[] }>('GET', `/assets?${search}`)
  return body.data.filter(({ id }) => id !== subject).map(({ id, name, type }) => ({ id, name, label: name, detail: say(`type_${type}`) }))
}

async function take({ id, name }: Offer) {
  const assetId = subject
  if (!assetId) return
  const kind = find<HTMLSelectElement>('#relation-kind')!.value
  dialogElement().close()
  try {
    await call('POST', `/assets/${assetId}/relations`, { kind, assetId: id })
    await reloadDetails(assetId)
    toast(say('related', { name }))
  } catch (error) {
    complain(error)
  }
}

export function startRelations() {
  const dialog = find<HTMLDialogElement>('#relation-chooser')
  if (!dialog) return
  chooser = new Combobox(find<HTMLInputElement>('#relation-wanted', dialog)!, find('#relation-choices', dialog)!, {
    offer,
    take: (choice) => void take(choice),
    none: () => say('no_asset_found'),
  })
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  find('form', dialog)!.addEventListener('submit', (event) => {
    event.preventDefault()
    chooser!.take()
  })
  find('[data-close]', dialog)!.addEventListener('click', () => dialog.close())
}
