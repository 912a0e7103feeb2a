import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import { canonicalColours, canonicalLanguages } from '../brand_kit.ts'
import { NameTaken } from '../errors.ts'
import { keyOf } from '../key.ts'
import Brand, { type BrandColour } from '../models/brand.ts'
import { freeSlug } from '../slug.ts'

export type NewBrand = {
  name: string
  description?: string | null
  colours?: BrandColour[]
  languages?: string[]
  tagPolicy?: Brand['tagPolicy']
}

/** Makes a brand (S1-94). Whoever holds a role everywhere sees it at once; others are given roles in it. */
export class CreateBrand {
  async handle({ name, description = null, colours = [], languages = ['en'], tagPolicy = 'open' }: NewBrand, actor: Actor): Promise<Brand> {
    const now = Date.now()
    const kit = { description, colours: canonicalColours(colours), languages: canonicalLanguages(languages), tagPolicy }
    const row = { id: newId(), name, nameKey: keyOf(name), ...kit, createdAt: now, updatedAt: now }
    try {
      return await inRepeatableTransaction(async (trx) => {
        const brand = await Brand.create({ ...row, slug: await freeSlug('brands', name, trx) }, { client: trx })
        const subject = { subjectType: 'brand', subjectId: brand.id, brandId: brand.id }
        await recordActivity(trx, actor, { action: 'brand.created', ...subject, after: { name, ...kit } })
        return brand
      })
    } catch (error) {
      if (isDuplicate(error)) throw new NameTaken('brand', name)
      throw error
    }
  }
}
