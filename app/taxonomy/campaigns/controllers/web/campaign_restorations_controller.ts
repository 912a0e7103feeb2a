import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { DeleteCampaign } from '../../actions/delete_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { findCampaign } from '../../queries/visible_campaigns.ts'

export default class CampaignRestorationsController {
  async store(ctx: HttpContext) {
    const campaign = await findCampaign(ctx.visitor, ctx.params.id, { deleted: true })
    await ctx.bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return answerForm(ctx, '/campaigns', async () => {
      await new DeleteCampaign().takeBack(ctx.visitor, campaign)
      return '/campaigns'
    })
  }
}
