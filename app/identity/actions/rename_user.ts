import { recordActivity, type Actor } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import User from '../models/user.ts'

export class RenameUser {
  handle(userId: string, name: string, actor: Actor, outer?: Transaction): Promise<void> {
    return inRepeatableTransaction(async (trx) => {
      const user = await User.findOrFail(userId, { client: trx })
      const before = user.name
      if (before === name) return
      await user.merge({ name, updatedAt: Date.now() }).save()
      const names = { before: { name: before }, after: { name } }
      await recordActivity(trx, actor, { action: 'user.renamed', subjectType: 'user', subjectId: userId, ...names })
    }, outer)
  }
}
