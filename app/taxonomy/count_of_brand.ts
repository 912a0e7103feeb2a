import type { Transaction } from '#core/database/index'
import type { BrandContent } from '#identity'

/** How many catalogues keep a brand from being deleted. */
export const countCatalogsOf = (brandId: string, trx: Transaction) => livingOf('catalogs', ['catalogue', 'catalogues'], brandId, trx)

export const countCampaignsOf = (brandId: string, trx: Transaction) => livingOf('campaigns', ['campaign', 'campaigns'], brandId, trx)

export const countFoldersOf = (brandId: string, trx: Transaction) => livingOf('folders', ['folder', 'folders'], brandId, trx)

async function livingOf(table: string, [one, many]: [string, string], brandId: string, trx: Transaction): Promise<BrandContent> {
  const counted = await trx.from(table).where('brand_id', brandId).whereNull('deleted_at').count('* as total').first()
  const count = Number(counted.total)
  return { what: count === 1 ? one : many, count }
}
