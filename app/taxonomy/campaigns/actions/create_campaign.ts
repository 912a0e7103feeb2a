import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { CampaignNameTaken, EndsBeforeStart } from '../errors.ts'
import { Campaign } from '../models/campaign.ts'

export type CampaignFields = {
  name: string
  description: string | null
  startsOn: string | null
  endsOn: string | null
  isArchived: boolean
}

export type NewCampaign = Partial<CampaignFields> & { brandId: string; name: string }

export const toldOf = ({ name, description, startsOn, endsOn, isArchived }: CampaignFields): CampaignFields => ({
  name,
  description,
  startsOn,
  endsOn,
  isArchived,
})

export function requireOrder({ startsOn, endsOn }: Pick<CampaignFields, 'startsOn' | 'endsOn'>) {
  if (startsOn && endsOn && endsOn < startsOn) throw new EndsBeforeStart()
}

export class CreateCampaign {
  async handle(visitor: Visitor, { brandId, ...wanted }: NewCampaign): Promise<Campaign> {
    const fields = { description: null, startsOn: null, endsOn: null, isArchived: false, ...wanted }
    requireOrder(fields)
    const now = Date.now()
    try {
      return await inRepeatableTransaction(async (trx) => {
        const campaign = new Campaign().fill({
          id: newId(),
          brandId,
          siblingOf: brandId,
          ...toldOf(fields),
          nameKey: nameKey(fields.name),
          assetCount: 0,
          createdBy: visitor.user.id,
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
        })
        await campaign.useTransaction(trx).save()
        await recordActivity(trx, visitor.actor, {
          action: 'campaign.created',
          subjectType: 'campaign',
          subjectId: campaign.id,
          brandId,
          after: toldOf(campaign),
        })
        return campaign
      })
    } catch (error) {
      throw isDuplicate(error) ? new CampaignNameTaken(wanted.name) : error
    }
  }
}
