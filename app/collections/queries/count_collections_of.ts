import type { Transaction } from '#core/database/index'
import type { BrandContent } from '#identity'

/** How many collections keep a brand from being deleted. Those deleted lately go with it: there is nothing left to put into them. */
export async function countCollectionsOf(brandId: string, trx: Transaction): Promise<BrandContent> {
  const counted = await trx.from('collections').where('brand_id', brandId).whereNull('deleted_at').count('* as total').first()
  const count = Number(counted.total)
  return { what: count === 1 ? 'collection' : 'collections', count }
}
