import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { readRows, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { adjustFolderCounts, folderPaths, pathText, seesFolder } from '#taxonomy'
import type { Asset } from '../models/asset.ts'
import type { Property, PropertyChange } from '../properties/property.ts'
import { UnknownFolder } from './errors.ts'

export type AssetFolderJson = { id: string; name: string; path: string }

type Row = { assetId: string; id: string; name: string }

const NAME = 'folderId'

/** The folder that an asset is in (S0-31): written by its id, null takes the asset out, read with its path. */
export const folderProperty: Property<string | null, AssetFolderJson | null> = {
  name: NAME,
  toldAs: 'folder',
  rule: () => vine.string().maxLength(36).nullable().optional(),
  fromText: (text) => String(text ?? '').trim() || null,
  absent: null,

  async read(_visitor, assets) {
    if (assets.length === 0) return new Map()
    // A plus keeps SQLite from beginning with all folders that live. Whoever sees an asset sees its folder.
    const rows = await readRows<Row>(
      `select assets.id as assetId, folders.id, folders.name from assets join folders on folders.id = assets.folder_id
       where assets.id in (${assets.map(() => '?').join(', ')}) and +folders.deleted_at is null`,
      assets.map(({ id }) => id)
    )
    const paths = await folderPaths(rows.map(({ id }) => id))
    return new Map(rows.map(({ assetId, id, name }) => [assetId, { id, name, path: pathText(paths.get(id) ?? [name]) }]))
  },

  async checkUpload(visitor, { brandId, value }) {
    if (value) await requireFolder(db, visitor, brandId, value)
  },

  async write(trx, author, assets, { mode, value }) {
    if (assets.length === 0) return new Map()
    const wanted = mode === 'remove' ? null : value
    if (wanted) await requireFolder(trx, author.visitor, assets[0]!.brandId, wanted)
    return move(trx, mode === 'remove' ? assets.filter(({ folderId }) => folderId === value) : assets, wanted)
  },

  /** What was put elsewhere since stays there, and so does what would go to a folder that is gone. */
  async takeBack(trx, author, assets, _name, before, after) {
    const found = assets.filter(({ folderId }) => folderId === after)
    const [first] = found
    if (!first || (before && !(await isFolderFor(trx, author.visitor, first.brandId, String(before))))) return new Map()
    return move(trx, found, before as string | null)
  },
}

async function requireFolder(client: Transaction | typeof db, visitor: Visitor | null, brandId: string, id: string) {
  if (!(await isFolderFor(client, visitor, brandId, id))) throw new UnknownFolder(id)
}

/** Whether it is a folder of this brand, and open to this visitor. */
async function isFolderFor(client: Transaction | typeof db, visitor: Visitor | null, brandId: string, id: string): Promise<boolean> {
  const folder = (await client.from('folders').where({ id, brand_id: brandId }).whereNull('deleted_at').select('circle_id').first()) as {
    circle_id: string | null
  } | null
  return Boolean(folder && visitor && seesFolder(visitor, { brandId, circleId: folder.circle_id }))
}

/** Puts assets into a folder or, where it is null, into none; answers what changed of those that were not there. */
async function move(trx: Transaction, assets: Asset[], folderId: string | null): Promise<Map<string, PropertyChange[]>> {
  const moved = assets.filter((asset) => (asset.folderId ?? null) !== folderId)
  const left = [...new Set(moved.flatMap((asset) => asset.folderId ?? []))]
  const known = await namesOf(trx, [...left, ...(folderId ? [folderId] : [])])
  const changes = new Map<string, PropertyChange[]>()
  const counts = new Map<string, number>()
  for (const asset of moved) {
    const had = asset.folderId ?? null
    if (had) counts.set(had, (counts.get(had) ?? 0) - 1)
    if (folderId) counts.set(folderId, (counts.get(folderId) ?? 0) + 1)
    // To be in a deleted folder is to be in none.
    const before = had && known.has(had) ? had : null
    if (before !== folderId) changes.set(asset.id, [changed(known, before, folderId)])
    asset.folderId = folderId
  }
  const ids = moved.map(({ id }) => id)
  for (let at = 0; at < ids.length; at += 500) {
    await trx
      .from('assets')
      .whereIn('id', ids.slice(at, at + 500))
      .update({ folder_id: folderId })
  }
  await adjustFolderCounts(trx, counts)
  return changes
}

/** An activity keeps names: the folder may be gone when it is read. */
function changed(names: Map<string, string>, before: string | null, after: string | null): PropertyChange {
  const named = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return { name: NAME, before, after, told: { before: named(before), after: named(after) } }
}

/** The paths of those that live. */
async function namesOf(trx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const names = new Map<string, string[]>()
  for (let at = 0; at < ids.length; at += 400) {
    const rows = (await trx
      .from('folder_ancestors')
      .join('folders', 'folders.id', 'folder_ancestors.ancestor_id')
      .whereIn('folder_ancestors.folder_id', ids.slice(at, at + 400))
      .whereNull('folders.deleted_at')
      .orderBy('folders.depth')
      .select({ id: 'folder_ancestors.folder_id', name: 'folders.name' })) as { id: string; name: string }[]
    for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  }
  return new Map([...names].map(([id, path]) => [id, pathText(path)]))
}
