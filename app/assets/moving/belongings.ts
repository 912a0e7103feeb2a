import type { Transaction } from '#core/database/index'
import type { Visitor } from '#identity'

/** The brand that assets go to, and in whose name. */
export type Destination = { brandId: string; visitor: Visitor }

/** What of one kind would stay behind: of how many of the assets, what by name as far as it may be told. */
export type LeftBehind = { assets: number; names: string[] }

/**
 * Something that ties an asset to things of its brand, and that it leaves behind when it moves to another. The numbers of
 * those things follow by themselves: to them it is as if the asset went away before and came back after.
 */
export type Belonging = {
  /** Its name in the answer that says what a move would do: `tags`, `collections`. */
  name: string
  /** Takes it from the assets. What another `leave` needs to put it back is answered by asset; those that had none are left out. */
  leave: (trx: Transaction, assetIds: string[], to: Destination) => Promise<Map<string, unknown>>
  /** Puts back what was left, as far as it is still there. */
  giveBack: (trx: Transaction, left: Map<string, unknown>) => Promise<void>
  /** What `leave` would take. */
  foresee: (assetIds: string[], to: Destination) => Promise<LeftBehind>
}

const belongings: Belonging[] = []

export const addBelonging = (belonging: Belonging) => void belongings.push(belonging)
export const allBelongings = (): readonly Belonging[] => belongings
