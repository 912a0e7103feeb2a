import { recordActivity } from '#core/activity/index'
import { inTransaction, newId } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { written, type Question } from '../../question.ts'
import { SavedView } from '../saved_view.ts'
import { PreferView } from './prefer_view.ts'

export type NewView = { name: string; question: Question; brandId: string | null; isShared: boolean; isDefault: boolean }

/** Keeps a question under a name (S4-06). */
export class CreateView {
  handle(visitor: Visitor, { name, question, brandId, isShared, isDefault }: NewView): Promise<SavedView> {
    return inTransaction(async (trx) => {
      const now = Date.now()
      const view = new SavedView().fill({
        id: newId(),
        ownerId: visitor.user.id,
        brandId,
        isShared,
        name,
        nameKey: nameKey(name),
        question: written(question),
        createdAt: now,
        updatedAt: now,
        deletedAt: null,
      })
      await view.useTransaction(trx).save()
      if (isDefault) await new PreferView().handle(visitor, view.id, true, trx)
      await recordActivity(trx, visitor.actor, {
        action: 'view.created',
        subjectType: 'view',
        subjectId: view.id,
        brandId,
        after: { name, query: question, isShared },
      })
      return view
    })
  }
}
