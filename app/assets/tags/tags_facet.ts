import { readRows } from '#core/database/index'
import { ListTags, seesTag, type TagKind } from '#taxonomy'
import type { Facet } from '../facets/facets.ts'

export const tagsFacet: Facet = {
  name: 'tags',
  async count(visitor, ids) {
    if (ids.length === 0) return new Map()
    const rows = await readRows<{ id: string; kind: TagKind; brandId: string; total: number | string }>(
      `select tags.id, tags.kind, tags.brand_id as brandId, count(*) as total from asset_tags join tags on tags.id = asset_tags.tag_id
       where asset_tags.asset_id in (${ids.map(() => '?').join(', ')}) and +tags.deleted_at is null group by tags.id, tags.kind, tags.brand_id`,
      ids
    )
    return new Map(rows.filter((tag) => seesTag(visitor, tag)).map((tag) => [tag.id, Number(tag.total)]))
  },
  async labels(visitor, ids) {
    return new Map((await new ListTags().some(visitor, ids)).map((tag) => [tag.id, tag.name]))
  },
}
