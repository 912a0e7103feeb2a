import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { brandContents } from '../brand_contents.ts'
import { DEFAULT_BRAND } from '../built_in_roles.ts'
import { DefaultBrandStays, InUse } from '../errors.ts'
import Brand from '../models/brand.ts'

/** Deletes a brand in which nothing is left. The roles that were held in it go with it. */
export class DeleteBrand {
  async handle(id: string, actor: Actor): Promise<void> {
    await inRepeatableTransaction(async (trx) => {
      // The first query holds the row, so that nothing new can refer to it until this is decided.
      await trx.from('brands').where('id', id).update({ updated_at: Date.now() })
      const brand = await Brand.find(id, { client: trx })
      if (!brand) throw new NotFound('brand')
      if (brand.slug === DEFAULT_BRAND.slug) throw new DefaultBrandStays(brand.name)
      const left = []
      for (const count of brandContents) left.push(await count(id, trx))
      const said = left.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`)
      if (said.length > 0) throw new InUse('brand', brand.name, `it still has ${said.join(', ')}`, 'Move or delete them first.')
      await trx.from('users').where('active_brand_id', id).update({ active_brand_id: null })
      await brand.delete().catch((error) => {
        throw isReferred(error)
          ? new InUse('brand', brand.name, 'something in it is left, or was deleted lately', 'Try again later.')
          : error
      })
      const before = { name: brand.name, slug: brand.slug }
      await recordActivity(trx, actor, { action: 'brand.deleted', subjectType: 'brand', subjectId: id, brandId: id, before })
    })
  }
}

/** Something refers to the brand that no module counts. */
function isReferred(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? ''
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code.startsWith('ER_ROW_IS_REFERENCED')
}
