import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/index'
import { TagPlaceRefused } from '../errors.ts'
import type { Tag } from './models/tag.ts'

/** Deeper than this nobody finds their way, and no circle is longer. */
const DEEPEST = 12

/** The wider tag that was asked for, if this one may stand under it. */
export async function parentFor(
  trx: Transaction,
  tag: Pick<Tag, 'brandId' | 'kind'> & { id: string | null },
  parentId: string | null
): Promise<string | null> {
  let above: string | null = parentId
  for (let depth = 1; above !== null; depth++) {
    if (depth >= DEEPEST) throw new TagPlaceRefused(`Tags stand at most ${DEEPEST} deep within each other.`)
    if (above === tag.id) throw new TagPlaceRefused('A tag cannot stand under itself, nor under one that stands under it.')
    const found: { parent_id: string | null } | null = await trx
      .from('tags')
      .where({ id: above, brand_id: tag.brandId, kind: tag.kind })
      .whereNull('deleted_at')
      .select('parent_id')
      .first()
    if (!found) throw new TagPlaceRefused('There is no such tag in this brand to stand under.')
    above = found.parent_id
  }
  return parentId
}

/** These tags and all that stand under them, by the tag that was asked for. */
export async function withNarrower(tagIds: string[]): Promise<Map<string, string[]>> {
  const found = new Map(tagIds.map((id) => [id, [id]]))
  let level = tagIds.map((id) => ({ id, under: id }))
  for (let depth = 1; depth < DEEPEST && level.length > 0; depth++) {
    const rows = (await db
      .from('tags')
      .whereIn(
        'parent_id',
        level.map(({ id }) => id)
      )
      .whereNull('deleted_at')
      .select('id', 'parent_id')) as { id: string; parent_id: string }[]
    const above = new Map<string, string[]>()
    for (const { id, under } of level) above.set(id, [...(above.get(id) ?? []), under])
    level = rows.flatMap((row) => above.get(row.parent_id)!.map((under) => ({ id: row.id, under })))
    for (const { id, under } of level) found.get(under)!.push(id)
  }
  return found
}
