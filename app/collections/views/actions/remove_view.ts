import { recordActivity } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { SavedView } from '../saved_view.ts'

/** Takes a view away, and brings it back within the time that deleted things are kept. */
export class RemoveView {
  handle(visitor: Visitor, view: SavedView) {
    return this.#set(visitor, view, Date.now())
  }

  takeBack(visitor: Visitor, view: SavedView) {
    return this.#set(visitor, view, null)
  }

  async #set(visitor: Visitor, view: SavedView, deletedAt: number | null) {
    await inTransaction(async (trx) => {
      await view.merge({ deletedAt, updatedAt: Date.now() }).useTransaction(trx).save()
      await recordActivity(trx, visitor.actor, {
        action: deletedAt ? 'view.deleted' : 'view.restored',
        subjectType: 'view',
        subjectId: view.id,
        brandId: view.brandId,
        [deletedAt ? 'before' : 'after']: { name: view.name },
      })
    })
  }
}
