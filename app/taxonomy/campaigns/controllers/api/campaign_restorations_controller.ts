import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCampaign } from '../../actions/delete_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { ListCampaigns } from '../../queries/list_campaigns.ts'
import { findCampaign } from '../../queries/visible_campaigns.ts'

export default class CampaignRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const campaign = await findCampaign(visitor, params.id, { deleted: true })
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    await new DeleteCampaign().takeBack(visitor, campaign)
    response.status(201)
    return new ListCampaigns().one(visitor, campaign.id)
  }
}
