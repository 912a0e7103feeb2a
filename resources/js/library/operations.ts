import { confirmed } from '../core/ask.ts'
import { find } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say, sayCount } from '../core/words.ts'
import { reloadLibrary } from './library.ts'
import { leave } from './navigate.ts'
import { openedId, reloadDetails } from './panel.ts'
import { clear, selection, selectionSize } from './selection.ts'

export type Kind = 'trash' | 'restore' | 'purge'
type Item = { assetId: string; name: string; outcome: string; reason: string | null }
export type Operation = {
  id: string
  kind: Kind | 'edit' | 'takeBackEdit' | 'moveToBrand' | 'takeBackMove' | 'file' | 'unfile' | 'collect' | 'uncollect'
  state: 'running' | 'done'
  total: number
  done: number
  refused: number
  failed: number
  items?: Item[]
}

const PAST: Record<Operation['kind'], string> = {
  trash: 'trashed',
  restore: 'restored',
  purge: 'purged',
  edit: 'edited',
  takeBackEdit: 'edit_taken_back',
  moveToBrand: 'moved',
  takeBackMove: 'move_taken_back',
  file: 'filed',
  collect: 'filed',
  unfile: 'unfiled',
  uncollect: 'unfiled',
}

/** Does one thing to everything selected: asked first where it takes something away (S3-39), undone where it can be. */
export async function changeSelected(kind: Kind) {
  try {
    const size = selectionSize()
    if (size === 0) return
    if (kind !== 'restore' && !(await confirmed(sayCount(kind, size), say(`${kind}_text`)))) return
    const { body } = await call<Operation>('POST', '/operations', { kind, ...selection() })
    clear()
    await follow(body)
  } catch (error) {
    complain(error)
  }
}

/** Shows how far an operation is, then what became of it, with the way back. */
export async function follow(started: Operation) {
  const operation = await untilDone(started)
  await reloadLibrary()
  const opened = openedId()
  const isMoved = ['trash', 'restore', 'purge'].includes(operation.kind)
  if (isMoved && opened && operation.items?.some((item) => item.assetId === opened && item.outcome === 'done')) await leave({})
  else if (opened) await reloadDetails(opened)
  if (operation.done > 0) {
    const name = operation.items?.find((item) => item.outcome === 'done')?.name ?? ''
    const undo = operation.kind === 'purge' ? undefined : { label: say('undo'), run: () => void reverse(operation.id) }
    toast(sayCount(PAST[operation.kind], operation.done, { name }), undo)
  }
  const left = operation.refused + operation.failed
  if (left > 0) toast(sayCount('refused', left), { label: say('why'), run: () => tellRefusals(operation) })
}

async function reverse(id: string) {
  try {
    const { body } = await call<Operation>('POST', `/operations/${id}/reversals`)
    await follow(body)
  } catch (error) {
    complain(error)
  }
}

/** Asks how far it is, quickly at first: most operations are done before anybody wonders. */
async function untilDone(started: Operation): Promise<Operation> {
  const bar = find('#operation-bar')!
  let operation = started
  try {
    for (let wait = 120; operation.state !== 'done'; wait = Math.min(wait * 1.4, 1000)) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      operation = (await call<Operation>('GET', `/operations/${started.id}`)).body
      bar.hidden = wait < 300
      const through = operation.done + operation.refused + operation.failed
      find('[data-said]', bar)!.textContent = say(`running_${operation.kind}`, { done: through, total: operation.total })
      find('.progress', bar)!.style.setProperty('--done', String(operation.total ? through / operation.total : 0))
    }
  } finally {
    bar.hidden = true
  }
  return operation
}

function tellRefusals(operation: Operation) {
  const dialog = find<HTMLDialogElement>('#refusals')!
  find('h2', dialog)!.textContent = sayCount('refused', operation.refused + operation.failed)
  const lines = (operation.items ?? [])
    .filter((item) => item.outcome === 'refused' || item.outcome === 'failed')
    .map((item) => {
      const line = document.createElement('li')
      const name = Object.assign(document.createElement('strong'), { textContent: item.name || item.assetId })
      const reason = Object.assign(document.createElement('span'), { textContent: item.reason ?? '', className: 'muted' })
      line.append(name, reason)
      return line
    })
  find('ul', dialog)!.replaceChildren(...lines)
  dialog.showModal()
}
