import { inTransaction, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'

/** With which view this person's library opens; with none where it is the one that is given up. */
export class PreferView {
  handle(visitor: Visitor, viewId: string, isPreferred: boolean, outer?: Transaction): Promise<void> {
    const mine = { user_id: visitor.user.id }
    return inTransaction(async (trx) => {
      if (!isPreferred)
        return void (await trx
          .from('default_views')
          .where({ ...mine, view_id: viewId })
          .delete())
      await trx
        .knexQuery()
        .table('default_views')
        .insert({ ...mine, view_id: viewId })
        .onConflict('user_id')
        .merge({ view_id: viewId })
    }, outer)
  }
}
