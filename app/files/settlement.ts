import type { Transaction } from '#core/database/index'
import type { EmbeddedMetadata } from './metadata/index.ts'
import type { Blob } from './models/blob.ts'

export type Settled = {
  blob: Blob
  /** What the file says about itself; null until it was read. */
  embedded: EmbeddedMetadata | null
  /** The words inside a document, for search; null where there are none or they were not read yet. */
  text: string | null
}

export type SettlementListener = (trx: Transaction, settled: Settled) => Promise<void>

const listeners: SettlementListener[] = []

/**
 * A slot for those who build on blobs: called in the transaction in which a blob becomes ready or
 * failed, so that what they derive from it can never disagree with it.
 */
export function onBlobSettled(listener: SettlementListener) {
  listeners.push(listener)
}

export async function announceSettled(trx: Transaction, settled: Settled) {
  for (const listener of listeners) await listener(trx, settled)
}
