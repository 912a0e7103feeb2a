import type { Transaction } from '#core/database/index'
import type { BrandContent } from '#identity'

/** How many assets keep a brand from being deleted; those in the trash too, which may come back. */
export async function countAssetsOf(brandId: string, trx: Transaction): Promise<BrandContent> {
  const counted = await trx.from('assets').where('brand_id', brandId).count('* as total').first()
  const count = Number(counted.total)
  return { what: count === 1 ? 'asset' : 'assets', count }
}
