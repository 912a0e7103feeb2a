import db from '@adonisjs/lucid/services/db'
import { insertRows, type Binding, type Transaction } from '#core/database/index'
import { knownFields, knowsField, resolveTags, tagKey, whoHas, type Field, type TagKind } from '#taxonomy'
import type { Belonging, Destination } from './belongings.ts'
import { joinedBelonging } from './joined_belonging.ts'

/** Campaigns belong to one brand each. */
const campaigns = joinedBelonging({
  name: 'campaigns',
  table: 'asset_campaigns',
  column: 'campaign_id',
  things: 'campaigns',
})

/** Catalogues of one brand order its assets alone; those of all brands go on to. */
const categories = joinedBelonging({
  name: 'categories',
  table: 'asset_categories',
  column: 'category_id',
  things: 'categories',
  leaves: (query, { brandId }) =>
    void query
      .join('catalogs', 'catalogs.id', 'categories.catalog_id')
      .whereNotNull('catalogs.brand_id')
      .whereNot('catalogs.brand_id', brandId),
  isTold: () => true,
})

/** Tags are those of the new brand by the same words; where its vocabulary is closed, words that it does not know stay behind. */
const tags = joinedBelonging({
  name: 'tags',
  table: 'asset_tags',
  column: 'tag_id',
  things: 'tags',
  replace: rematch,
})

type Tagged = { asset_id: string }

async function rematch(trx: Transaction, left: Map<string, Tagged[]>, { brandId, visitor }: Destination) {
  const tagsOf = [...left.values()].flat() as (Tagged & { tag_id: string })[]
  const ids = [...new Set(tagsOf.map(({ tag_id: id }) => id))]
  if (ids.length === 0) return
  const rows = (await trx.from('tags').whereIn('id', ids).whereNull('deleted_at').select('id', 'name', 'kind')) as {
    id: string
    name: string
    kind: TagKind
  }[]
  const maker = { actor: visitor.actor, userId: visitor.user.id }
  const meant = new Map<string, string>()
  for (const [kind, some] of Map.groupBy(rows, (row) => row.kind)) {
    const names = some.map(({ name }) => name)
    await resolveTags(trx, maker, { brandId, names, kind, unknown: 'pass' })
    const known = await whoHas(trx, brandId, kind, names.map(tagKey))
    for (const { id, name } of some) if (known.has(tagKey(name))) meant.set(id, known.get(tagKey(name))!)
  }
  const pairs = new Map<string, { asset_id: string; tag_id: string }>()
  for (const { asset_id: assetId, tag_id: old } of tagsOf) {
    const id = meant.get(old)
    if (id) pairs.set(`${assetId} ${id}`, { asset_id: assetId, tag_id: id })
  }
  const fresh = [...pairs.values()]
  for (let at = 0; at < fresh.length; at += 100) await insertRows(trx, 'asset_tags', fresh.slice(at, at + 100))
}

/** The tags of which the new brand has no word, and may not get one. */
const tagsForeseen: Belonging = {
  ...tags,
  async foresee(ids, { brandId }) {
    const brand = (await db.from('brands').where('id', brandId).select('tag_policy').first()) as { tag_policy: string } | null
    if (brand?.tag_policy === 'open') return { assets: 0, names: [] }
    const unknown = () =>
      db
        .from('asset_tags')
        .join('tags', 'tags.id', 'asset_tags.tag_id')
        .whereIn('asset_tags.asset_id', ids)
        .whereNull('tags.deleted_at')
        .whereNotExists(
          db
            .from('tag_names')
            .where('tag_names.brand_id', brandId)
            .whereColumn('tag_names.kind', 'tags.kind')
            .whereColumn('tag_names.name_key', 'tags.name_key')
            .select('tag_names.tag_id')
        )
    const [counted] = (await unknown().countDistinct('asset_tags.asset_id as total')) as { total: number | string }[]
    const names = (await unknown().where('tags.kind', 'tag').distinct('tags.name').orderBy('tags.name').limit(50)) as { name: string }[]
    return { assets: Number(counted!.total), names: names.map(({ name }) => name) }
  },
}

const folder: Belonging = {
  name: 'folder',
  async leave(trx, ids) {
    const rows = (await trx.from('assets').whereIn('id', ids).whereNotNull('folder_id').select('id', 'folder_id')) as {
      id: string
      folder_id: string
    }[]
    await trx.from('assets').whereIn('id', ids).update({ folder_id: null })
    return new Map(rows.map((row) => [row.id, row.folder_id]))
  },
  async giveBack(trx, left) {
    for (const [id, some] of Map.groupBy([...left], ([, folderId]) => folderId as string)) {
      const lives = await trx.from('folders').where('id', id).whereNull('deleted_at').first()
      if (lives)
        await trx
          .from('assets')
          .whereIn(
            'id',
            some.map(([assetId]) => assetId)
          )
          .update({ folder_id: id })
    }
  },
  async foresee(ids) {
    const [counted] = (await db.from('assets').whereIn('id', ids).whereNotNull('folder_id').count('* as total')) as {
      total: number | string
    }[]
    return { assets: Number(counted!.total), names: [] }
  },
}

const strange = (fields: Field[], to: Destination) => fields.filter(({ brandId }) => brandId !== null && brandId !== to.brandId)

type FieldRow = Record<string, Binding> & { asset_id: string }

/** The values of fields that the new brand does not have. */
const fields: Belonging = {
  name: 'fields',
  async leave(trx, ids, to) {
    const gone = strange(await knownFields(trx), to).map(({ id }) => id)
    if (gone.length === 0) return new Map()
    const rows = (await trx.from('asset_field_values').whereIn('asset_id', ids).whereIn('field_id', gone).select('*')) as FieldRow[]
    await trx.from('asset_field_values').whereIn('asset_id', ids).whereIn('field_id', gone).delete()
    return Map.groupBy(rows, (row) => row.asset_id)
  },
  async giveBack(trx, left) {
    const living = new Set((await knownFields(trx)).map(({ id }) => id))
    const rows = ([...left.values()].flat() as FieldRow[]).filter((row) => living.has(String(row.field_id)))
    for (let at = 0; at < rows.length; at += 100) await insertRows(trx, 'asset_field_values', rows.slice(at, at + 100))
  },
  async foresee(ids, to) {
    const gone = strange(await knownFields(), to)
    if (gone.length === 0) return { assets: 0, names: [] }
    const rows = (await db
      .from('asset_field_values')
      .whereIn('asset_id', ids)
      .whereIn(
        'field_id',
        gone.map(({ id }) => id)
      )
      .distinct('asset_id', 'field_id')) as { asset_id: string; field_id: string }[]
    const held = new Set(rows.map(({ field_id: id }) => id))
    return {
      assets: new Set(rows.map(({ asset_id: id }) => id)).size,
      // What is kept in a field that somebody may not know of is left behind all the same, but not by name.
      names: gone.filter((field) => held.has(field.id) && knowsField(to.visitor, field)).map(({ label }) => label),
    }
  },
}

export const OWN_BELONGINGS: readonly Belonging[] = [tagsForeseen, categories, campaigns, folder, fields]
