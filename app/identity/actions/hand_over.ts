import { recordActivity } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { FieldProblem } from '../errors.ts'
import { assertMayGovern, type Grantor } from '../grants.ts'
import { handOvers, type HandedOver } from '../hand_overs.ts'
import User from '../models/user.ts'

/** Gives what a person owns, in every module, to another who can go on with it. */
export class HandOver {
  handle(fromId: string, toId: string, by: Grantor): Promise<HandedOver[]> {
    return inTransaction(async (trx) => {
      const from = await User.find(fromId, { client: trx })
      if (!from) throw new NotFound('person')
      const to = await User.query({ client: trx }).where('id', toId).where('status', 'active').first()
      if (!to || to.id === from.id) throw new FieldProblem('no_such_heir', 'to', 'Choose another person who can sign in.')
      await assertMayGovern(by, fromId, trx)
      const handed: HandedOver[] = []
      for (const handOver of handOvers) handed.push(await handOver({ fromId, toId, actor: by.actor, trx }))
      const after = { to: toId, what: handed }
      await recordActivity(trx, by.actor, { action: 'user.handed_over', subjectType: 'user', subjectId: fromId, after })
      return handed
    })
  }
}
