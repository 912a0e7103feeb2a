import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { CampaignNameTaken } from '../errors.ts'
import { Campaign } from '../models/campaign.ts'
import { requireOrder, toldOf, type CampaignFields } from './create_campaign.ts'

/** Renames, describes, dates or archives a campaign. Assets keep it. */
export class UpdateCampaign {
  async handle(visitor: Visitor, campaignId: string, changes: Partial<CampaignFields>): Promise<Campaign> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        // Whoever writes first holds the row.
        await trx
          .from('campaigns')
          .where('id', campaignId)
          .update({ updated_at: trx.raw('updated_at') })
        const campaign = await Campaign.query({ client: trx }).where('id', campaignId).whereNull('deletedAt').first()
        if (!campaign) throw new NotFound('campaign')
        const before = toldOf(campaign)
        const after = { ...before, ...changes }
        requireOrder(after)
        if (JSON.stringify(before) === JSON.stringify(after)) return campaign
        campaign.merge({ ...toldOf(after), nameKey: nameKey(after.name), updatedAt: Date.now() })
        await campaign.useTransaction(trx).save()
        await recordActivity(trx, visitor.actor, {
          action: 'campaign.updated',
          subjectType: 'campaign',
          subjectId: campaignId,
          brandId: campaign.brandId,
          before,
          after: toldOf(campaign),
        })
        return campaign
      })
    } catch (error) {
      throw isDuplicate(error) ? new CampaignNameTaken(changes.name ?? '') : error
    }
  }
}
