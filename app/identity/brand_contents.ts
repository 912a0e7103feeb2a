import type { Transaction } from '#core/database/index'

/** How much of something belongs to a brand, for people to read: `{ what: 'assets', count: 3 }`. */
export type BrandContent = { what: string; count: number }

type CountContent = (brandId: string, trx: Transaction) => Promise<BrandContent>

export const brandContents: CountContent[] = []

/** The slot for modules whose things belong to brands: a brand goes only when nothing is left in it. */
export function registerBrandContent(count: CountContent) {
  brandContents.push(count)
}
