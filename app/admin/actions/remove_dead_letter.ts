import { recordActivity, type Actor } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { DeadLetter } from '../models/dead_letter.ts'

/** Gives a job up that failed for good. */
export class RemoveDeadLetter {
  async handle(id: string, actor: Actor) {
    await inTransaction(async (trx) => {
      const letter = await DeadLetter.query({ client: trx }).where('id', id).first()
      if (!letter) throw new NotFound('dead letter')
      await letter.useTransaction(trx).delete()
      const { name, payload, error } = letter
      const before = { name, payload, error }
      await recordActivity(trx, actor, { action: 'deadLetter.removed', subjectType: 'deadLetter', subjectId: id, before })
    })
  }
}
