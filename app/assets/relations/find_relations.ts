import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { visibleAssets } from '../queries/asset_query.ts'
import { describeAssets } from '../queries/list_assets.ts'
import type { RenditionJson } from '../transformers/asset_transformer.ts'
import { MOST_RELATIONS, type RelationKind } from './kinds.ts'

/** `isInverse`: the other one is related to this one, such as what is part of it. */
export type RelationJson = {
  id: string
  kind: RelationKind
  isInverse: boolean
  asset: { id: string; name: string; type: string; thumb: RenditionJson | null }
}

type Row = { id: string; kind: RelationKind; asset_id: string; related_id: string }

/** What this asset is related to, in both directions; what the visitor may not see or lies in the trash is left out. */
export async function findRelations(visitor: Visitor, assetId: string): Promise<RelationJson[]> {
  const rows = (await db
    .from('asset_relations')
    .where((either) => void either.where('asset_id', assetId).orWhere('related_id', assetId))
    .orderBy('id')
    .limit(2 * MOST_RELATIONS)
    .select('id', 'kind', 'asset_id', 'related_id')) as Row[]
  const otherOf = (row: Row) => (row.asset_id === assetId ? row.related_id : row.asset_id)
  if (rows.length === 0) return []
  const seen = (await visibleAssets(visitor).whereIn('assets.id', rows.map(otherOf)).select('assets.id')) as { id: string }[]
  const others = await describeAssets(
    visitor,
    seen.map(({ id }) => id)
  )
  const byId = new Map(others.map((asset) => [asset.id, asset]))
  return rows.flatMap((row) => {
    const asset = byId.get(otherOf(row))
    if (!asset) return []
    const { id, name, type, renditions } = asset
    return [{ id: row.id, kind: row.kind, isInverse: row.asset_id !== assetId, asset: { id, name, type, thumb: renditions.thumb ?? null } }]
  })
}

/** One of them, whichever way it points. */
export async function findRelation(visitor: Visitor, assetId: string, id: string): Promise<RelationJson> {
  const found = (await findRelations(visitor, assetId)).find((relation) => relation.id === id)
  if (!found) throw new NotFound('relation')
  return found
}
