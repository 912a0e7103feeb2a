import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { Asset } from '../models/asset.ts'
import { readProperties } from '../properties/properties.ts'
import { toAssetJson, type AssetJson } from '../transformers/asset_transformer.ts'
import { visibleAssets } from './asset_query.ts'
import { assetRows, fixedRenditions, visibleOriginals } from './asset_row.ts'

export type Whereabouts = 'library' | 'trash' | 'anywhere'

/** One asset, if the visitor may know of it; else it does not exist. */
export class FindAsset {
  async handle(visitor: Visitor, id: string, where: Whereabouts = 'anywhere'): Promise<AssetJson> {
    await this.#require(visitor, id, where)
    return this.describe(visitor, id)
  }

  /** The same for an asset that this visitor is known to see, such as one just made. */
  async describe(visitor: Visitor, id: string): Promise<AssetJson> {
    const [row] = await assetRows([id], { embedded: true })
    if (!row) throw new NotFound('asset')
    const renditions = await fixedRenditions([row.blobId])
    const originals = await visibleOriginals(visitor, [row])
    const properties = await readProperties(visitor, [row])
    return toAssetJson(row, renditions.get(row.blobId) ?? [], originals.get(row.duplicateOf ?? '') ?? null, properties.get(id))
  }

  /** The row to change, for actions. */
  async model(visitor: Visitor, id: string, where: Whereabouts = 'library'): Promise<Asset> {
    await this.#require(visitor, id, where)
    const asset = await Asset.find(id)
    if (!asset) throw new NotFound('asset')
    return asset
  }

  async #require(visitor: Visitor, id: string, where: Whereabouts) {
    const bucket = where === 'library' ? 'all' : where
    if (!(await visibleAssets(visitor, { bucket }).where('assets.id', id).select('assets.id').first())) throw new NotFound('asset')
  }
}

/** The oldest asset of these bytes that this visitor may see. */
export async function findDuplicate(visitor: Visitor, blobId: string): Promise<{ id: string; name: string } | null> {
  const found = await visibleAssets(visitor).where('assets.blob_id', blobId).orderBy('assets.id').select('assets.id', 'assets.name').first()
  return found ? { id: String(found.id), name: String(found.name) } : null
}
