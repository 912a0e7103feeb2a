import { inRepeatableTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '../visitor.ts'

/** Narrows the pages of a person to one brand, or to none, in whichever browser they are (S1-45). */
export class ChooseBrand {
  handle(visitor: Visitor, brandId: string | null): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const isThere = brandId === null || (await trx.from('brands').where('id', brandId).select('id').first())
      if (!isThere || (brandId && !visitor.can('assets.view', brandId))) throw new NotFound('brand')
      await trx.from('users').where('id', visitor.user.id).update({ active_brand_id: brandId })
    })
  }
}
