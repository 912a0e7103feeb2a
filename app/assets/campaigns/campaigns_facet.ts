import { readRows } from '#core/database/index'
import { ListCampaigns, seesCampaigns } from '#taxonomy'
import type { Facet } from '../facets/facets.ts'

export const campaignsFacet: Facet = {
  name: 'campaign',
  alsoLabels: ['withoutCampaigns'],
  async count(visitor, ids) {
    if (ids.length === 0 || !visitor.canSomewhere('campaigns.view')) return new Map()
    const rows = await readRows<{ id: string; brandId: string; total: number | string }>(
      `select campaigns.id, campaigns.brand_id as brandId, count(*) as total from asset_campaigns
       join campaigns on campaigns.id = asset_campaigns.campaign_id
       where asset_campaigns.asset_id in (${ids.map(() => '?').join(', ')}) and +campaigns.deleted_at is null
       group by campaigns.id, campaigns.brand_id`,
      ids
    )
    return new Map(rows.filter(({ brandId }) => seesCampaigns(visitor, brandId)).map(({ id, total }) => [id, Number(total)]))
  },
  async labels(visitor, ids) {
    return new Map((await new ListCampaigns().some(visitor, ids)).map(({ id, name }) => [id, name]))
  },
}
