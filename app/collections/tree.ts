import type { Transaction } from '#core/database/index'

/** Every collection within this one, itself included. */
export async function idsWithin(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('collection_ancestors').where('ancestor_id', id).select('collection_id')) as { collection_id: string }[]
  return rows.map((row) => row.collection_id)
}

/** Every collection that this one stands within, itself included. */
async function idsAround(trx: Transaction, id: string): Promise<string[]> {
  const rows = (await trx.from('collection_ancestors').where('collection_id', id).select('ancestor_id')) as { ancestor_id: string }[]
  return rows.map((row) => row.ancestor_id)
}

/** Puts a collection, with all that is within it, under another. */
export async function attach(trx: Transaction, id: string, parentId: string | null) {
  if (parentId === null) return
  for (const ancestor of await idsAround(trx, parentId)) {
    await trx.rawQuery(
      'INSERT INTO collection_ancestors (ancestor_id, collection_id) SELECT ?, collection_id FROM collection_ancestors WHERE ancestor_id = ?',
      [ancestor, id]
    )
  }
}

/** Takes a collection, with all that is within it, out of those that it stands within. */
export async function detach(trx: Transaction, id: string) {
  const within = await idsWithin(trx, id)
  const outside = (await idsAround(trx, id)).filter((one) => one !== id)
  if (outside.length === 0) return
  for (let at = 0; at < within.length; at += 500) {
    await trx
      .from('collection_ancestors')
      .whereIn('ancestor_id', outside)
      .whereIn('collection_id', within.slice(at, at + 500))
      .delete()
  }
}

/** Whoever changes the shape of a brand's tree waits here for the others: two moves at once could make a circle. */
export async function waitForTree(trx: Transaction, brandId: string) {
  await trx.rawQuery('UPDATE brands SET updated_at = updated_at WHERE id = ?', [brandId])
}
