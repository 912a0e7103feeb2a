import { recordActivity } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { readQuestion, written, type Question } from '../../question.ts'
import type { SavedView } from '../saved_view.ts'

export type ViewChanges = { name?: string; question?: Question; isShared?: boolean }

/** Renames a view, shares it or not, or has it ask something else. */
export class UpdateView {
  async handle(visitor: Visitor, view: SavedView, { name, question, isShared }: ViewChanges): Promise<SavedView> {
    return inTransaction(async (trx) => {
      const before = stateOf(view)
      view.merge({
        ...(name === undefined ? {} : { name, nameKey: nameKey(name) }),
        ...(question ? { question: written(question) } : {}),
        ...(isShared === undefined ? {} : { isShared }),
        updatedAt: Date.now(),
      })
      await view.useTransaction(trx).save()
      // What nobody else may see any more opens nobody else's library.
      if (!view.isShared) await trx.from('default_views').where('view_id', view.id).whereNot('user_id', view.ownerId).delete()
      await recordActivity(trx, visitor.actor, {
        action: 'view.updated',
        subjectType: 'view',
        subjectId: view.id,
        brandId: view.brandId,
        before,
        after: stateOf(view),
      })
      return view
    })
  }
}

const stateOf = ({ name, question, isShared }: SavedView) => ({ name, query: readQuestion(question), isShared })
