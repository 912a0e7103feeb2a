import { find } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { refreshCards } from './fresh_cards.ts'
import { go } from './navigate.ts'
import { openedId, reloadDetails } from './panel.ts'
import { isViewing, reloadStage } from '../viewer/viewer.ts'

/** Renames in place, in the head of the details: Enter keeps, Esc leaves it as it was. */
export async function rename(id: string) {
  if (!isViewing() && openedId() !== id) await go({ id }, { replace: openedId() !== null })
  const name = find(isViewing() ? '#viewer-panel [data-rename]' : '#panel [data-rename]')
  if (!name || name.querySelector('input')) return
  const before = name.textContent?.trim() ?? ''
  const input = Object.assign(document.createElement('input'), { className: 'rename-input', value: before, maxLength: 250 })
  input.setAttribute('aria-label', say('rename'))
  name.replaceChildren(input)
  input.focus()
  input.select()

  let isOver = false
  const end = async (keep: boolean) => {
    if (isOver) return
    isOver = true
    const after = input.value.trim()
    name.textContent = keep && after ? after : before
    if (!keep || !after || after === before) return focusBack()
    try {
      await call('PATCH', `/assets/${id}`, { name: after })
      toast(say('renamed', { name: after }), undefined, id)
      await Promise.all([refreshCards([id]), reloadDetails(id), reloadStage(id)])
    } catch (error) {
      name.textContent = before
      complain(error)
    }
    focusBack()
  }
  const focusBack = () => find(isViewing() ? '#viewer-panel [data-act="rename"]' : '#panel [data-act="rename"]')?.focus()
  input.addEventListener('blur', () => void end(true))
  input.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key === 'Enter') void end(true)
    if (event.key === 'Escape') void end(false)
  })
}
