import { NotFound, readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { toCampaignJson, type CampaignJson, type CampaignRow } from '../campaign_transformer.ts'
import { visibleCampaigns, type CampaignsQuery } from './visible_campaigns.ts'

export type CampaignListQuery = {
  brand?: string
  text?: string
  archived?: boolean
  sort?: 'name' | 'use'
  limit?: number
  cursor?: string
}

const DEFAULT_LIMIT = 100

/** Campaigns by name or by use: of a brand, called something, over or not. */
export class ListCampaigns {
  async handle(visitor: Visitor, { limit = DEFAULT_LIMIT, sort: wantedSort = 'name', ...wanted }: CampaignListQuery) {
    // The order would tell what the numbers do.
    const sort = visitor.seesWhole(wanted.brand) ? wantedSort : 'name'
    const query = visibleCampaigns(visitor)
    if (wanted.brand) query.where('campaigns.brand_id', wanted.brand)
    if (wanted.archived !== undefined) query.where('campaigns.is_archived', wanted.archived)
    if (wanted.text) {
      query.whereRaw("campaigns.name_key LIKE ? ESCAPE '!'", [`%${nameKey(wanted.text).replace(/[!%_]/g, '!$&')}%`])
    }
    const column = sort === 'use' ? 'asset_count' : 'name_key'
    const [further, direction] = sort === 'use' ? (['<', 'desc'] as const) : (['>', 'asc'] as const)
    const list = `campaigns by ${sort}`
    if (wanted.cursor) {
      const { value, id } = readCursor(wanted.cursor, list)
      query.where(`campaigns.${column}`, `${further}=`, value)
      query.where((rest) => void rest.where(`campaigns.${column}`, further, value).orWhere('campaigns.id', further, id))
    }
    const rows = (await columns(query)
      .orderBy(`campaigns.${column}`, direction)
      .orderBy('campaigns.id', direction)
      .limit(limit + 1)) as unknown as CampaignRow[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const value = last && (sort === 'use' ? Number(last.assetCount) : last.nameKey)
    const next = rows.length > limit && last ? writeCursor(list, { value: value!, id: last.id }) : null
    return { data: shown.map((row) => toCampaignJson(row, visitor)), meta: { total: null, totalIsCapped: false, next } }
  }

  /** These, by name; those that the visitor may not see are left out. */
  async some(visitor: Visitor, ids: string[]): Promise<CampaignJson[]> {
    if (ids.length === 0) return []
    const rows = await columns(visibleCampaigns(visitor).whereIn('campaigns.id', ids)).orderBy('campaigns.name_key')
    return (rows as unknown as CampaignRow[]).map((row) => toCampaignJson(row, visitor))
  }

  async one(visitor: Visitor, id: string): Promise<CampaignJson> {
    const [campaign] = await this.some(visitor, [id])
    if (!campaign) throw new NotFound('campaign')
    return campaign
  }
}

const columns = (query: CampaignsQuery): CampaignsQuery =>
  query.select({
    id: 'campaigns.id',
    brandId: 'campaigns.brand_id',
    name: 'campaigns.name',
    nameKey: 'campaigns.name_key',
    description: 'campaigns.description',
    startsOn: 'campaigns.starts_on',
    endsOn: 'campaigns.ends_on',
    isArchived: 'campaigns.is_archived',
    assetCount: 'campaigns.asset_count',
    createdAt: 'campaigns.created_at',
    updatedAt: 'campaigns.updated_at',
  })
