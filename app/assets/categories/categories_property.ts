import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { readRows, type Transaction } from '#core/database/index'
import { adjustCategoryCounts, categoryPaths, pathText } from '#taxonomy'
import type { Asset } from '../models/asset.ts'
import { countsOf, hadBy, rejoin } from '../properties/joined.ts'
import type { Property } from '../properties/property.ts'
import { UnknownCategories } from './errors.ts'

export type AssetCategoryJson = { id: string; name: string; path: string; catalogId: string; catalogName: string }

type Row = Omit<AssetCategoryJson, 'path'> & { assetId: string }

const MOST = 200

/** The categories that assets stand in (S3-34 to S3-36): written by their ids, read with their paths. */
export const categoriesProperty: Property<string[], AssetCategoryJson[]> = {
  name: 'categories',
  rule: () => vine.array(vine.string().maxLength(36)).maxLength(MOST).distinct().optional(),
  fromText: (text) => (Array.isArray(text) ? text : String(text).split(/[,;\s]/)).map((id) => String(id).trim()).filter(Boolean),
  absent: [],

  async read(_visitor, assets) {
    const found = new Map<string, AssetCategoryJson[]>()
    if (assets.length === 0) return found
    // A plus keeps SQLite from beginning with all categories that live. Whoever sees an asset sees the catalogues of its brand and of all, and it stands in no others.
    const rows = await readRows<Row>(
      `select asset_categories.asset_id as assetId, categories.id, categories.name, catalogs.id as catalogId, catalogs.name as catalogName
       from asset_categories join categories on categories.id = asset_categories.category_id
       join catalogs on catalogs.id = categories.catalog_id
       where asset_categories.asset_id in (${assets.map(() => '?').join(', ')}) and +categories.deleted_at is null`,
      assets.map(({ id }) => id)
    )
    const paths = await categoryPaths(rows.map(({ id }) => id))
    const told = rows.map((row) => ({ ...row, path: pathText(paths.get(row.id) ?? [row.name]) }))
    told.sort((a, b) => (byPlace(a) < byPlace(b) ? -1 : 1))
    for (const { assetId, id, name, path, catalogId, catalogName } of told) {
      found.set(assetId, [...(found.get(assetId) ?? []), { id, name, path, catalogId, catalogName }])
    }
    return found
  },

  async checkUpload(_visitor, { brandId, value = [] }) {
    const known = await categoriesForBrand(db, brandId, value)
    const unknown = value.filter((id) => !known.has(id))
    if (unknown.length > 0) throw new UnknownCategories(unknown)
  },

  async write(trx, _author, assets, { mode, value }) {
    if (assets.length === 0) return new Map()
    const brandId = assets[0]!.brandId
    const wanted = [...new Set(value)]
    const known = await categoriesForBrand(trx, brandId, wanted)
    const unknown = wanted.filter((id) => !known.has(id))
    // What is gone need not be taken away.
    if (unknown.length > 0 && mode !== 'remove') throw new UnknownCategories(unknown)
    const had = await hadNow(trx, assets)
    const changed = await rejoin(trx, JOIN, had, { mode, value: wanted })
    await adjustCategoryCounts(
      trx,
      [...countsOf(changed)].map(([categoryId, by]) => ({ categoryId, brandId, by }))
    )
    return asChanges(trx, changed)
  },
}

const byPlace = ({ catalogName, path, id }: AssetCategoryJson) => `${catalogName}\n${path}\n${id}`

const JOIN = { table: 'asset_categories', column: 'category_id' }

/** Which of these are living categories of catalogues that order the assets of the brand. */
export async function categoriesForBrand(client: Transaction | typeof db, brandId: string, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = (await client
    .from('categories')
    .join('catalogs', 'catalogs.id', 'categories.catalog_id')
    .whereIn('categories.id', ids)
    .whereNull('categories.deleted_at')
    .where((brand) => void brand.where('catalogs.brand_id', brandId).orWhereNull('catalogs.brand_id'))
    .select('categories.id')) as { id: string }[]
  return new Set(rows.map(({ id }) => id))
}

/** Deleted categories stay with their assets, so that they come back together. */
async function hadNow(trx: Transaction, assets: Asset[]): Promise<Map<string, Set<string>>> {
  const ids = assets.map(({ id }) => id)
  const rows = (await trx
    .from('asset_categories')
    .join('categories', 'categories.id', 'asset_categories.category_id')
    .whereIn('asset_categories.asset_id', ids)
    .whereRaw('+categories.deleted_at is null')
    .select({ assetId: 'asset_categories.asset_id', id: 'categories.id' })) as { assetId: string; id: string }[]
  return hadBy(ids, rows)
}

/** An activity keeps names: the category may be gone when it is read. */
async function asChanges(trx: Transaction, changed: Awaited<ReturnType<typeof rejoin>>) {
  const ids = [...new Set([...changed.values()].flatMap(({ before, after }) => [...before, ...after]))]
  const names = new Map<string, string>()
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500)
    for (const { id, name } of await trx.from('categories').whereIn('id', some).select('id', 'name')) names.set(id, name)
  }
  const named = (some: string[]) => some.map((id) => names.get(id) ?? id).sort()
  return new Map(
    [...changed].map(([id, { before, after }]) => [
      id,
      [{ name: 'categories', before, after, told: { before: named(before), after: named(after) } }],
    ])
  )
}
