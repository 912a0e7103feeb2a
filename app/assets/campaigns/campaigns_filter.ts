import db from '@adonisjs/lucid/services/db'
import { visibleCampaigns } from '#taxonomy'
import type { Added, AddedFilter } from '../queries/added_filters.ts'

type Known = { wanted: string[] | null; unwanted: string[]; uses: number }

/** S1-36: by campaigns, any of several, or without some. Who may not know of a campaign finds nothing by it. */
export const campaignsFilter: AddedFilter<Known> = {
  fields: { campaign: 'ids', withoutCampaigns: 'ids' },

  async prepare(visitor, asked) {
    const [wanted, unwanted] = [idsIn(asked.campaign), idsIn(asked.withoutCampaigns)]
    const rows = await visibleCampaigns(visitor)
      .whereIn('campaigns.id', [...wanted, ...unwanted])
      .select('campaigns.id', 'campaigns.asset_count')
    const uses = new Map(rows.map((row) => [String(row.id), Number(row.asset_count)]))
    const found = wanted.filter((id) => uses.has(id))
    return {
      wanted: wanted.length > 0 ? found : null,
      unwanted: unwanted.filter((id) => uses.has(id)),
      uses: found.reduce((sum, id) => sum + uses.get(id)!, 0),
    }
  },

  narrow(query, _visitor, _asked, { wanted, unwanted, uses }, few) {
    if (unwanted.length > 0) query.whereNotExists(given(unwanted).whereColumn('asset_campaigns.asset_id', 'assets.id'))
    if (wanted === null) return
    // Few are looked up and sorted; many are met often enough on the walk from the newest.
    if (uses <= few) query.whereIn('assets.id', given(wanted))
    else query.whereExists(given(wanted).whereColumn('asset_campaigns.asset_id', 'assets.id'))
  },

  async keptTotal(visitor, asked) {
    const [id, ...more] = idsIn(asked.campaign)
    if (!id || more.length > 0 || asked.withoutCampaigns) return null
    const found = await visibleCampaigns(visitor).where('campaigns.id', id).select('campaigns.brand_id', 'campaigns.asset_count').first()
    return found && visitor.can('assets.view', String(found.brand_id)) ? Number(found.asset_count) : 0
  },
}

const idsIn = (value: Added[string] | undefined) => (Array.isArray(value) ? value : [])

const given = (ids: string[]) => db.from('asset_campaigns').whereIn('asset_campaigns.campaign_id', ids).select('asset_campaigns.asset_id')
