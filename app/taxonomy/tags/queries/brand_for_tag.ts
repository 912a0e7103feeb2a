import { NotFound } from '#core/http/index'
import { Brand, type Visitor } from '#identity'

/** The brand whose vocabulary is meant: the named one, or else the first that this visitor keeps. */
export async function brandForTag(visitor: Visitor, wanted: string | undefined): Promise<string> {
  const kept = visitor.brandsWith('tags.manage')
  const query = Brand.query().orderBy('id')
  if (wanted) {
    if (!visitor.can('assets.view', wanted)) throw new NotFound('brand')
    query.where('id', wanted)
  } else if (kept !== 'all') query.whereIn('id', kept)
  const brand = await query.first()
  if (!brand) throw new NotFound('brand')
  return brand.id
}
