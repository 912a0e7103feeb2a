import { isSqlite, type Transaction } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import { TagNameTaken } from '../errors.ts'
import type { Tag, TagKind } from './models/tag.ts'

/** Names that differ by case, accents or spaces only are one. */
export const tagKey = (name: string) => nameKey(name.trim().replace(/\s+/g, ' '))

export const tidy = (name: string) => name.trim().replace(/\s+/g, ' ')

/** Writes down by which names a tag is meant from now on; a name that another tag has is refused. */
export async function claimNames(trx: Transaction, tag: Tag) {
  await freeNames(trx, tag.id)
  const names = new Map([tag.name, ...tag.synonyms].map((name) => [tagKey(name), name]))
  const taken = await whoHas(trx, tag.brandId, tag.kind, [...names.keys()])
  for (const key of taken.keys()) throw new TagNameTaken(names.get(key)!)
  await trx
    .table('tag_names')
    .multiInsert([...names.keys()].map((key) => ({ brand_id: tag.brandId, kind: tag.kind, name_key: key, tag_id: tag.id })))
}

export async function freeNames(trx: Transaction, tagId: string) {
  await trx.from('tag_names').where('tag_id', tagId).delete()
}

/** Which tags are meant by these names, by their keys. */
export async function whoHas(
  trx: Transaction,
  brandId: string,
  kind: TagKind,
  keys: string[],
  /** On MySQL a transaction does not see what was committed since it began, unless it asks for the lock. */
  { asCommitted = false } = {}
): Promise<Map<string, string>> {
  const query = trx.from('tag_names').where({ brand_id: brandId, kind }).whereIn('name_key', keys).select('name_key', 'tag_id')
  if (asCommitted && !isSqlite()) query.forShare()
  const rows = (await query) as { name_key: string; tag_id: string }[]
  return new Map(rows.map((row) => [row.name_key, row.tag_id]))
}
