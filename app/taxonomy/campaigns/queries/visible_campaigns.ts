import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { NotFound } from '#core/http/index'
import { Brand, type Visitor } from '#identity'
import { Campaign } from '../models/campaign.ts'

export type CampaignsQuery = DatabaseQueryBuilderContract<Record<string, unknown>>

export const seesCampaigns = (visitor: Visitor, brandId: string): boolean => visitor.can('campaigns.view', brandId)

/** The campaigns that this visitor may know of, as the start of a query on `campaigns`. */
export function visibleCampaigns(visitor: Visitor): CampaignsQuery {
  const query = db.from('campaigns').whereNull('campaigns.deleted_at') as CampaignsQuery
  const brands = visitor.brandsWith('campaigns.view')
  return brands === 'all' ? query : query.whereIn('campaigns.brand_id', brands)
}

/** One campaign, if the visitor may know of it; else it does not exist. */
export async function findCampaign(visitor: Visitor, id: string, { deleted = false } = {}): Promise<Campaign> {
  const campaign = await Campaign.find(id)
  if (!campaign || !seesCampaigns(visitor, campaign.brandId) || (campaign.deletedAt !== null) !== deleted) throw new NotFound('campaign')
  return campaign
}

/** The brand that a new campaign belongs to: the named one, or else the first in which this visitor may make one. */
export async function brandForCampaign(visitor: Visitor, wanted: string | undefined): Promise<string> {
  const managed = visitor.brandsWith('campaigns.manage')
  const query = Brand.query().orderBy('id')
  if (wanted) {
    if (!visitor.can('assets.view', wanted) && !seesCampaigns(visitor, wanted)) throw new NotFound('brand')
    query.where('id', wanted)
  } else if (managed !== 'all') query.whereIn('id', managed)
  const brand = await query.first()
  if (!brand) throw new NotFound('brand')
  return brand.id
}
