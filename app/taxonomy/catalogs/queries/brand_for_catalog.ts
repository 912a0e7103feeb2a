import { NotFound } from '#core/http/index'
import { Brand, type Visitor } from '#identity'

/** The brand whose assets a new catalogue orders: the named one, all (null), or else the first in which this visitor may make one. */
export async function brandForCatalog(visitor: Visitor, wanted: string | null | undefined): Promise<string | null> {
  if (wanted === null) return null
  const managed = visitor.brandsWith('catalogs.manage')
  const query = Brand.query().orderBy('id')
  if (wanted) {
    if (!visitor.can('assets.view', wanted)) throw new NotFound('brand')
    query.where('id', wanted)
  } else if (managed !== 'all') query.whereIn('id', managed)
  const brand = await query.first()
  if (!brand) throw new NotFound('brand')
  return brand.id
}
