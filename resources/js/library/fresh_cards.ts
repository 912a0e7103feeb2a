import { all, find } from '../core/dom.ts'
import { fragment } from '../core/http.ts'
import { cardOf, makeTabStop } from './grid.ts'
import { announceCards, currentSearch, swapById } from './library.ts'
import { markOpen, openedId } from './panel.ts'

/** Redraws some cards and the counts as they are now; answers the cards, those of assets that are gone left out. */
export async function refreshCards(ids: string[]): Promise<HTMLElement[]> {
  if (!find('#library')) return []
  const search = currentSearch()
  const page = await fragment(`/assets/cards?ids=${ids.join(',')}${search ? `&${search}` : ''}`, 'fresh')
  swapById(page, 'buckets')
  swapById(page, 'count')
  const fresh = all('.card', find<HTMLTemplateElement>('#fresh-cards', page)!.content).map((card) => document.adoptNode(card))
  for (const card of fresh) {
    const old = cardOf(card.dataset.id!)
    if (!old) continue
    const focused = old.contains(document.activeElement)
    old.replaceWith(card)
    if (!focused) continue
    makeTabStop(card)
    find('.open', card)?.focus({ preventScroll: true })
  }
  markOpen(openedId())
  announceCards()
  return fresh
}

/** Puts the card of a new asset where a newest-first list has it. */
export async function putFirst(ids: string[]) {
  const fresh = await refreshCards(ids)
  const grid = find('#grid')
  for (const card of fresh) if (!card.isConnected) grid?.prepend(card)
  announceCards()
}

export function takeOut(ids: string[]): HTMLElement | null {
  const gone = ids.flatMap((id) => cardOf(id) ?? [])
  const last = gone.at(-1)
  const next = nextStaying(last, ids, 'nextElementSibling') ?? nextStaying(gone[0], ids, 'previousElementSibling')
  for (const card of gone) card.remove()
  announceCards()
  return next
}

function nextStaying(card: HTMLElement | undefined, ids: string[], step: 'nextElementSibling' | 'previousElementSibling') {
  let at = card?.[step]
  while (at instanceof HTMLElement && ids.includes(at.dataset.id ?? '')) at = at[step]
  return at instanceof HTMLElement ? at : null
}
