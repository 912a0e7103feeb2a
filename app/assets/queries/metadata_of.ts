import type { Visitor } from '#identity'
import { BULK_COLUMNS } from '../actions/edit_assets.ts'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import { FindAsset } from './find_asset.ts'

/**
 * What a new asset takes over from this one (S3-30), as an upload gives it: all that people wrote but its name. What belongs to a
 * brand stays behind where the new one goes to another.
 */
export async function metadataOf(visitor: Visitor, id: string, wantedBrand: string | undefined): Promise<Record<string, unknown>> {
  const asset = await new FindAsset().handle(visitor, id)
  const brandId = wantedBrand ?? asset.brandId
  const written = Object.fromEntries(BULK_COLUMNS.flatMap((name) => (asset[name] === null ? [] : [[name, asset[name]]])))
  return {
    brandId,
    ...written,
    ...(asset.keywords.length > 0 ? { keywords: asset.keywords.join(', ') } : {}),
    tags: asset.tags.filter(({ kind }) => kind === 'tag').map(({ name }) => name),
    ...(brandId === asset.brandId ? ofBrand(asset) : {}),
  }
}

/** Only what it has: who may not know of campaigns is not to ask for none of them either. */
function ofBrand({ categories, campaigns, fields }: AssetJson): Record<string, unknown> {
  return {
    fields,
    ...(categories.length > 0 ? { categories: categories.map(({ id }) => id) } : {}),
    ...(campaigns.length > 0 ? { campaigns: campaigns.map(({ id }) => id) } : {}),
  }
}
