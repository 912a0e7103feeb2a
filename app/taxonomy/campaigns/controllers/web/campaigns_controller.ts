import type { HttpContext } from '@adonisjs/core/http'
import { libraryBrandsOf } from '#identity'
import { answerForm } from '../../../answer_form.ts'
import { CreateCampaign } from '../../actions/create_campaign.ts'
import CampaignPolicy from '../../policies/campaign_policy.ts'
import { ListCampaigns } from '../../queries/list_campaigns.ts'
import { brandForCampaign, findCampaign } from '../../queries/visible_campaigns.ts'
import { createCampaignValidator } from '../../validators/campaign_validators.ts'
import { campaignFrom } from './campaign_form.ts'

/** Campaigns by plain pages and forms. */
export default class CampaignsController {
  async index({ request, bouncer, view, visitor }: HttpContext) {
    await bouncer.with(CampaignPolicy).authorize('list')
    const text = String(request.input('text') ?? '').slice(0, 200)
    const archived = request.input('archived') === '1'
    const cursor = (request.input('cursor') as string | undefined) || undefined
    const brand = visitor.activeBrand ?? undefined
    const { data, meta } = await new ListCampaigns().handle(visitor, { brand, text: text || undefined, archived, cursor })
    const brands = await libraryBrandsOf(visitor)
    return view.render('taxonomy/campaigns', {
      campaigns: data,
      text,
      archived,
      next: meta.next,
      brandNames: new Map(brands.map(({ id, name }) => [id, name])),
      managed: brands.filter(({ id }) => visitor.can('campaigns.manage', id)),
    })
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(CampaignPolicy).authorize('manageSome')
    return answerForm(ctx, '/campaigns', async () => {
      const wanted = await createCampaignValidator.validate(campaignFrom(ctx))
      const brandId = await brandForCampaign(ctx.visitor, wanted.brandId)
      await ctx.bouncer.with(CampaignPolicy).authorize('manage', { brandId })
      await new CreateCampaign().handle(ctx.visitor, { ...wanted, brandId })
      return '/campaigns'
    })
  }

  async show({ params, bouncer, view, visitor }: HttpContext) {
    const campaign = await findCampaign(visitor, params.id)
    await bouncer.with(CampaignPolicy).authorize('manage', campaign)
    return view.render('taxonomy/campaign', { campaign })
  }
}
