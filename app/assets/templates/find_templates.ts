import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { MetadataTemplate } from './metadata_template.ts'

/** More than these nobody finds by looking through them. */
const MOST = 500

/** The templates that this visitor may use or look after, by name; those for assets of one brand, where it is named. */
export async function findTemplates(
  visitor: Visitor,
  { brand, limit = MOST }: { brand?: string; limit?: number } = {}
): Promise<MetadataTemplate[]> {
  const query = MetadataTemplate.query()
  const brands = visitor.brandsWith('assets.view')
  if (brands !== 'all') query.where((seen) => void seen.whereIn('brandId', brands).orWhereNull('brandId'))
  if (brand) query.where((of) => void of.where('brandId', brand).orWhereNull('brandId'))
  return query.orderBy('nameKey').orderBy('id').limit(limit)
}

/** Whether there is one to choose for an upload to this brand or, while none is chosen, to any. */
export async function hasTemplates(visitor: Visitor, brandId: string | null): Promise<boolean> {
  return (await findTemplates(visitor, { ...(brandId ? { brand: brandId } : {}), limit: 1 })).length > 0
}

/** One template, if the visitor may know of it; else it does not exist. */
export async function findTemplate(visitor: Visitor, id: string): Promise<MetadataTemplate> {
  const template = await MetadataTemplate.find(id)
  const isSeen =
    template && (template.brandId === null ? visitor.canSomewhere('assets.view') : visitor.can('assets.view', template.brandId))
  if (!isSeen) throw new NotFound('template')
  return template
}
