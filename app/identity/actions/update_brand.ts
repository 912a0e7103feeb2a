import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { canonicalColours, canonicalLanguages } from '../brand_kit.ts'
import { NameTaken } from '../errors.ts'
import { keyOf } from '../key.ts'
import Brand from '../models/brand.ts'
import type { NewBrand } from './create_brand.ts'

/** Changes a brand and its kit. Its slug stays, so that addresses do. */
export class UpdateBrand {
  async handle(id: string, changes: Partial<NewBrand>, actor: Actor): Promise<void> {
    try {
      await inRepeatableTransaction(async (trx) => {
        const brand = await Brand.find(id, { client: trx })
        if (!brand) throw new NotFound('brand')
        const before = kitOf(brand)
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
        const after = { ...before, ...given } as typeof before
        after.colours = canonicalColours(after.colours)
        after.languages = canonicalLanguages(after.languages)
        if (JSON.stringify(before) === JSON.stringify(after)) return
        await brand.merge({ ...after, nameKey: keyOf(after.name), updatedAt: Date.now() }).save()
        const subject = { subjectType: 'brand', subjectId: id, brandId: id }
        await recordActivity(trx, actor, { action: 'brand.changed', ...subject, before, after })
      })
    } catch (error) {
      if (isDuplicate(error)) throw new NameTaken('brand', changes.name ?? '')
      throw error
    }
  }
}

function kitOf({ name, description, colours, languages, tagPolicy }: Brand) {
  return { name, description, colours, languages, tagPolicy }
}
