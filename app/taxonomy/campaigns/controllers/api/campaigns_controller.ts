import type { HttpContext } from '@adonisjs/core/http'
import { CreateCampaign } from '../../actions/create_campaign.ts'
import { DeleteCampaign } from '../../actions/delete_campaign.ts'
import { UpdateCampaign } from '../../actions/update_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { ListCampaigns } from '../../queries/list_campaigns.ts'
import { brandForCampaign, findCampaign } from '../../queries/visible_campaigns.ts'
import { createCampaignValidator, listCampaignsValidator, updateCampaignValidator } from '../../validators/campaign_validators.ts'

export default class CampaignsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(CampaignPolicy).authorize('list')
    return new ListCampaigns().handle(visitor, await listCampaignsValidator.validate(request.qs()))
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(CampaignPolicy).authorize('list')
    return new ListCampaigns().one(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(CampaignPolicy).authorize('manageSome')
    const wanted = await createCampaignValidator.validate(request.body())
    const brandId = await brandForCampaign(visitor, wanted.brandId)
    await bouncer.with(CampaignPolicy).authorize('manage', { brandId })
    const { id } = await new CreateCampaign().handle(visitor, { ...wanted, brandId })
    const campaign = await new ListCampaigns().one(visitor, id)
    response.status(201).header('Location', campaign.links.self)
    return campaign
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const campaign = await findCampaign(visitor, params.id)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    await new UpdateCampaign().handle(visitor, campaign.id, await updateCampaignValidator.validate(request.body()))
    return new ListCampaigns().one(visitor, campaign.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const campaign = await findCampaign(visitor, params.id)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    await new DeleteCampaign().handle(visitor, campaign)
    response.noContent()
  }
}
