import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { UpdateCampaign } from '../../actions/update_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { findCampaign } from '../../queries/visible_campaigns.ts'
import { updateCampaignValidator } from '../../validators/campaign_validators.ts'
import { campaignFrom } from './campaign_form.ts'

export default class CampaignEditsController {
  async store(ctx: HttpContext) {
    const campaign = await findCampaign(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return answerForm(ctx, `/campaigns/${campaign.id}`, async () => {
      await new UpdateCampaign().handle(ctx.visitor, campaign.id, await updateCampaignValidator.validate(campaignFrom(ctx)))
      return '/campaigns'
    })
  }
}
