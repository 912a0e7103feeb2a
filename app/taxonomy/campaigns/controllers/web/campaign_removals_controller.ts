import type { HttpContext } from '@adonisjs/core/http'
import { DeleteCampaign } from '../../actions/delete_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { findCampaign } from '../../queries/visible_campaigns.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class CampaignRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const campaign = await findCampaign(visitor, params.id)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    await new DeleteCampaign().handle(visitor, campaign)
    session.flash('taxonomyDeleted', { name: campaign.name, undo: `/campaigns/${campaign.id}/restorations` })
    return response.redirect().toPath('/campaigns')
  }
}
