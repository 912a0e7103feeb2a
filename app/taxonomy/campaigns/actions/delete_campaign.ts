import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CampaignNameTaken } from '../errors.ts'
import type { Campaign } from '../models/campaign.ts'

/** Takes a campaign away. Assets remember it for 30 days, in which it can be brought back. */
export class DeleteCampaign {
  async handle(visitor: Visitor, { id, brandId, name, assetCount }: Campaign) {
    await inRepeatableTransaction(async (trx) => {
      const gone = await trx.from('campaigns').where('id', id).whereNull('deleted_at').update({ deleted_at: Date.now(), sibling_of: null })
      if (Number(gone) === 0) throw new NotFound('campaign')
      await recordActivity(trx, visitor.actor, {
        action: 'campaign.deleted',
        subjectType: 'campaign',
        subjectId: id,
        brandId,
        before: { name, assetCount },
      })
    })
  }

  async takeBack(visitor: Visitor, { id, brandId, name }: Campaign) {
    try {
      await inRepeatableTransaction(async (trx) => {
        const back = await trx
          .from('campaigns')
          .where('id', id)
          .whereNotNull('deleted_at')
          .update({ deleted_at: null, sibling_of: brandId })
        if (Number(back) === 0) throw new NotFound('campaign')
        await recordActivity(trx, visitor.actor, {
          action: 'campaign.restored',
          subjectType: 'campaign',
          subjectId: id,
          brandId,
          after: { name },
        })
      })
    } catch (error) {
      throw isDuplicate(error) ? new CampaignNameTaken(name) : error
    }
  }
}
