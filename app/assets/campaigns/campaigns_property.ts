import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { readRows, type Transaction } from '#core/database/index'
import { Forbidden } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import { adjustCampaignCounts, seesCampaigns } from '#taxonomy'
import type { Visitor } from '#identity'
import type { Asset } from '../models/asset.ts'
import { countsOf, hadBy, rejoin } from '../properties/joined.ts'
import type { Property } from '../properties/property.ts'
import { CampaignIsOver, UnknownCampaigns } from './errors.ts'

export type AssetCampaignJson = { id: string; name: string; isArchived: boolean }

type Row = { assetId: string; id: string; name: string; isArchived: boolean | number }
type Known = { id: string; name: string; name_key: string; is_archived: boolean | number }

const MOST = 100

/** The campaigns that assets are for (S1-69, S1-85): written by ids or names, told to those who may know of them (S1-70). */
export const campaignsProperty: Property<string[], AssetCampaignJson[]> = {
  name: 'campaigns',
  rule: () => vine.array(vine.string().trim().minLength(1).maxLength(120)).maxLength(MOST).optional(),
  fromText: (text) => (Array.isArray(text) ? text : String(text).split(/[,;\n]/)).map((word) => String(word).trim()).filter(Boolean),
  absent: [],
  isSeenBy: seesCampaigns,

  async read(visitor, assets) {
    const found = new Map<string, AssetCampaignJson[]>()
    const seen = assets.filter(({ brandId }) => seesCampaigns(visitor, brandId)).map(({ id }) => id)
    if (seen.length === 0) return found
    const rows = await readRows<Row>(
      `select asset_campaigns.asset_id as assetId, campaigns.id, campaigns.name, campaigns.is_archived as isArchived
       from asset_campaigns join campaigns on campaigns.id = asset_campaigns.campaign_id
       where asset_campaigns.asset_id in (${seen.map(() => '?').join(', ')}) and +campaigns.deleted_at is null order by campaigns.name_key`,
      seen
    )
    for (const { assetId, id, name, isArchived } of rows) {
      found.set(assetId, [...(found.get(assetId) ?? []), { id, name, isArchived: Boolean(isArchived) }])
    }
    return found
  },

  async checkUpload(visitor, { brandId, value }) {
    if (value === undefined || value.length === 0) return
    requireSight(visitor, brandId)
    await meant(db, brandId, value)
  },

  async write(trx, { visitor }, assets, { mode, value }) {
    if (assets.length === 0) return new Map()
    const brandId = assets[0]!.brandId
    requireSight(visitor, brandId)
    const known = await meant(trx, brandId, value, { mayLack: mode === 'remove' })
    const wanted = [...new Set(known.map(({ id }) => id))]
    const had = await hadNow(trx, assets)
    const over = mode === 'remove' ? undefined : known.find((one) => one.is_archived && [...had.values()].some((ids) => !ids.has(one.id)))
    if (over) throw new CampaignIsOver(over.name)
    const changed = await rejoin(trx, { table: 'asset_campaigns', column: 'campaign_id' }, had, { mode, value: wanted })
    await adjustCampaignCounts(trx, countsOf(changed))
    const ids = [...new Set([...changed.values()].flatMap(({ before, after }) => [...before, ...after]))]
    const rows = ids.length > 0 ? await trx.from('campaigns').whereIn('id', ids).select('id', 'name') : []
    const names = new Map(rows.map((row) => [row.id as string, row.name as string]))
    const named = (some: string[]) => some.map((id) => names.get(id) ?? id).sort()
    return new Map(
      [...changed].map(([id, { before, after }]) => [
        id,
        [{ name: 'campaigns', before, after, told: { before: named(before), after: named(after) } }],
      ])
    )
  },
}

/** Who may not know of campaigns can neither give one nor take one away. */
function requireSight(visitor: Visitor | null, brandId: string) {
  if (!visitor || !seesCampaigns(visitor, brandId)) throw new Forbidden('use campaigns of this brand')
}

/** The living campaigns of the brand that are meant by these ids or names. */
async function meant(client: Transaction | typeof db, brandId: string, words: string[], { mayLack = false } = {}): Promise<Known[]> {
  if (words.length === 0) return []
  const keys = words.map(nameKey)
  const rows = (await client
    .from('campaigns')
    .where('brand_id', brandId)
    .whereNull('deleted_at')
    .where((either) => void either.whereIn('id', words).orWhereIn('name_key', keys))
    .select('id', 'name', 'name_key', 'is_archived')) as Known[]
  const found = words.map((word, at) => rows.find(({ id }) => id === word) ?? rows.find((row) => row.name_key === keys[at]))
  const unknown = words.filter((_, at) => !found[at])
  if (unknown.length > 0 && !mayLack) throw new UnknownCampaigns(unknown)
  return found.filter((one) => one !== undefined)
}

/** Deleted campaigns stay with their assets, so that they come back together. */
async function hadNow(trx: Transaction, assets: Asset[]): Promise<Map<string, Set<string>>> {
  const ids = assets.map(({ id }) => id)
  const rows = (await trx
    .from('asset_campaigns')
    .join('campaigns', 'campaigns.id', 'asset_campaigns.campaign_id')
    .whereIn('asset_campaigns.asset_id', ids)
    .whereRaw('+campaigns.deleted_at is null')
    .select({ assetId: 'asset_campaigns.asset_id', id: 'campaigns.id' })) as { assetId: string; id: string }[]
  return hadBy(ids, rows)
}
