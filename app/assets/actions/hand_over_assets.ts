import { recordActivity, type Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'

type HandOver = { fromId: string; toId: string; actor: Actor; trx: Transaction }

/** Assets stay when people leave; this says who answers for them from now on. */
export async function handOverAssets({ fromId, toId, actor, trx }: HandOver) {
  const count = Number(await trx.from('assets').where('created_by', fromId).update({ created_by: toId }))
  if (count > 0) {
    await recordActivity(trx, actor, {
      action: 'assets.handed_over',
      subjectType: 'user',
      subjectId: fromId,
      before: { owner: fromId },
      after: { owner: toId, count },
    })
  }
  return { what: 'assets', count }
}
