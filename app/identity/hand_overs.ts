import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'

/** What changed hands, for people to read: `{ what: 'collections', count: 3 }`. */
export type HandedOver = { what: string; count: number }

type HandOverWork = (given: { fromId: string; toId: string; actor: Actor; trx: Transaction }) => Promise<HandedOver>

export const handOvers: HandOverWork[] = []

/** The slot for modules in which people own things: how those go to another person. All run in one transaction. */
export function registerHandOver(work: HandOverWork) {
  handOvers.push(work)
}
