import db from '@adonisjs/lucid/services/db'
import { visibleTags, withNarrower } from '#taxonomy'
import type { Added, AddedFilter } from '../queries/added_filters.ts'

/** A tag that was asked for with all that stand under it, and how many assets have them. */
type Group = { tags: string[]; uses: number }
type Known = { wanted: Group[]; unwanted: string[] }

/** S1-37, S1-38: by tags and those under them, any or all; without some, or without any. */
export const tagsFilter: AddedFilter<Known> = {
  fields: { tags: 'ids', tagMatch: ['any', 'all'], withoutTags: 'ids', untagged: 'flag' },

  async prepare(visitor, asked) {
    const [wanted, unwanted] = [idsIn(asked.tags), idsIn(asked.withoutTags)]
    const rows = await visibleTags(visitor)
      .whereIn('tags.id', [...wanted, ...unwanted])
      .select('tags.id')
    const seen = new Set(rows.map((row) => String(row.id)))
    const narrower = await withNarrower([...seen])
    const all = [...new Set([...narrower.values()].flat())]
    const uses = new Map(
      ((await db.from('tags').whereIn('id', all).select('id', 'asset_count')) as { id: string; asset_count: number }[]).map((row) => [
        row.id,
        Number(row.asset_count),
      ])
    )
    return {
      wanted: wanted.map((id) => {
        const tags = seen.has(id) ? narrower.get(id)! : []
        return { tags, uses: tags.reduce((sum, tag) => sum + (uses.get(tag) ?? 0), 0) }
      }),
      unwanted: unwanted.flatMap((id) => (seen.has(id) ? narrower.get(id)! : [])),
    }
  },

  narrow(query, _visitor, asked, { wanted, unwanted }, few) {
    if (asked.untagged) query.whereNotExists(tagged())
    if (unwanted.length > 0) query.whereNotExists(tagged(unwanted))
    if (wanted.length === 0) return
    const groups = isAll(asked) ? [...wanted].sort((a, b) => a.uses - b.uses) : [together(wanted)]
    for (const [nth, group] of groups.entries()) {
      // Few are looked up and sorted; many are met often enough on the walk from the newest.
      if (nth === 0 && group.uses <= few) query.whereIn('assets.id', db.from('asset_tags').whereIn('tag_id', group.tags).select('asset_id'))
      else query.whereExists(tagged(group.tags))
    }
  },

  async keptTotal(visitor, asked) {
    const [tag, ...more] = idsIn(asked.tags)
    if (!tag || more.length > 0 || asked.withoutTags || asked.untagged) return null
    const found = await visibleTags(visitor).where('tags.id', tag).select('tags.asset_count as uses').first()
    if (!found) return 0
    const narrower = await withNarrower([tag])
    return narrower.get(tag)!.length > 1 ? null : Number(found.uses)
  },
}

const idsIn = (value: Added[string] | undefined) => (Array.isArray(value) ? value : [])
const isAll = (asked: Added) => Array.isArray(asked.tagMatch) && asked.tagMatch[0] === 'all'

const together = (groups: Group[]): Group => ({
  tags: [...new Set(groups.flatMap((group) => group.tags))],
  uses: groups.reduce((sum, group) => sum + group.uses, 0),
})

function tagged(tags?: string[]) {
  const rows = db.from('asset_tags').whereColumn('asset_tags.asset_id', 'assets.id').select('asset_tags.tag_id')
  return tags
    ? rows.whereIn('asset_tags.tag_id', tags)
    : rows.join('tags', 'tags.id', 'asset_tags.tag_id').whereRaw('+tags.deleted_at is null')
}
