import { confirmed } from '../core/ask.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say, sayCount } from '../core/words.ts'
import { cardOf, focusCard } from './grid.ts'
import { reloadLibrary } from './library.ts'
import { refreshCards, takeOut } from './fresh_cards.ts'
import { leave } from './navigate.ts'
import { openedId, reloadDetails } from './panel.ts'
import { forget } from './selection.ts'
import { passTo, successorId, viewedId } from '../viewer/viewer.ts'

/** Deletes one asset at once; the way back is offered rather than asked about. */
export async function trashOne(id: string, name: string) {
  await without(id, async () => {
    await call('DELETE', `/assets/${id}`)
    toast(sayCount('trashed', 1, { name }), { label: say('undo'), run: () => void restoreOne(id, name, true) }, id)
  })
}

export async function restoreOne(id: string, name: string, isUndo = false) {
  const restore = async () => {
    await call('POST', `/trash/${id}/restorations`)
    toast(sayCount('restored', 1, { name }), undefined, id)
  }
  if (!isUndo) return without(id, restore)
  try {
    await restore()
    await reloadLibrary()
    focusCard(cardOf(id))
  } catch (error) {
    complain(error)
  }
}

export async function purgeOne(id: string, name: string) {
  if (!(await confirmed(sayCount('purge', 1), say('purge_text')))) return
  await without(id, async () => {
    await call('DELETE', `/trash/${id}`)
    toast(sayCount('purged', 1, { name }), undefined, id)
  })
}

/** Does what takes an asset out of the list that is shown, and goes on to its neighbour. */
async function without(id: string, act: () => Promise<void>) {
  const card = cardOf(id)
  card?.classList.add('is-going')
  try {
    const isOnStage = viewedId() === id
    const successor = isOnStage ? await successorId() : null
    await act()
    forget([id])
    const next = takeOut([id])
    await (document.querySelector('#grid .card') ? refreshCards([]) : reloadLibrary())
    if (isOnStage) return await passTo(successor)
    if (openedId() === id) await leave({})
    focusCard(next)
  } catch (error) {
    card?.classList.remove('is-going')
    complain(error)
  }
}

/** Processes a failed asset once more (S2-59). */
export async function retryOne(id: string) {
  try {
    await call('POST', `/assets/${id}/processings`)
    toast(say('retrying'), undefined, id)
    await Promise.all([refreshCards([id]), reloadDetails(id)])
  } catch (error) {
    complain(error)
  }
}

export async function copyLink(id: string) {
  const url = `${location.origin}/assets/${id}`
  try {
    await navigator.clipboard.writeText(url)
    toast(say('link_copied'))
  } catch {
    toast(say('link_not_copied', { url }))
  }
}
