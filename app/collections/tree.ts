import { Closure, type Transaction } from '#core/database/index'

const closure = new Closure('collection_ancestors', 'collection_id')

export const idsWithin = (trx: Transaction, id: string) => closure.within(trx, id)
export const attach = (trx: Transaction, id: string, parentId: string | null) => closure.attach(trx, id, parentId)
export const detach = (trx: Transaction, id: string) => closure.detach(trx, id)

/** Whoever changes the shape of a brand's tree waits here for the others: two moves at once could make a circle. */
export async function waitForTree(trx: Transaction, brandId: string) {
  await trx.rawQuery('UPDATE brands SET updated_at = updated_at WHERE id = ?', [brandId])
}
