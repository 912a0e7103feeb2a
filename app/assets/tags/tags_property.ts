import vine from '@vinejs/vine'
import { readRows, rowsIn, type Transaction } from '#core/database/index'
import { SYSTEM } from '#core/activity/index'
import { adjustTagCounts, resolveTags, seesTag, tagName, type TagKind } from '#taxonomy'
import type { Asset } from '../models/asset.ts'
import { countsOf, hadBy, rejoin } from '../properties/joined.ts'
import type { Author, Change, Property, PropertyChange } from '../properties/property.ts'

export type AssetTagJson = { id: string; name: string; kind: TagKind }

type TagRow = AssetTagJson & { assetId: string; brandId: string; synonyms: string }

const MOST = 200
const EMBEDDED_NAME = /^[^,;\p{Cc}]{1,100}$/u

/** The tags of assets (S1-66): written by their names, read with their ids. */
export const tagsProperty: Property<string[], AssetTagJson[]> = {
  name: 'tags',
  rule: () => vine.array(tagName()).maxLength(MOST).optional(),
  fromText: (text) => (Array.isArray(text) ? text : String(text).split(/[,;\n]/)).map((word) => String(word).trim()).filter(Boolean),
  absent: [],

  async read(visitor, assets) {
    const found = new Map<string, AssetTagJson[]>()
    if (assets.length === 0) return found
    const rows = await readRows<TagRow>(
      `${SELECT} where asset_tags.asset_id in (${assets.map(() => '?').join(', ')}) and +tags.deleted_at is null order by tags.name_key`,
      assets.map(({ id }) => id)
    )
    for (const { assetId, id, name, kind, brandId } of rows) {
      if (seesTag(visitor, { brandId, kind })) found.set(assetId, [...(found.get(assetId) ?? []), { id, name, kind }])
    }
    return found
  },

  async write(trx, author, assets, change) {
    if (assets.length === 0) return new Map()
    const wanted = await resolveTags(trx, makerOf(author), {
      brandId: assets[0]!.brandId,
      names: change.value,
      mayAdd: author.visitor?.can('tags.manage', assets[0]!.brandId),
      unknown: change.mode === 'remove' ? 'pass' : 'refuse',
    })
    return retag(trx, assets, { ...change, value: wanted })
  },

  async prefill(trx, asset, embedded) {
    const names = embedded.keywords.map((word) => word.trim()).filter((word) => EMBEDDED_NAME.test(word))
    if (names.length === 0 || (await hasTags(trx, asset.id))) return
    const maker = { actor: SYSTEM, userId: asset.createdBy }
    const wanted = await resolveTags(trx, maker, { brandId: asset.brandId, names: names.slice(0, MOST), unknown: 'pass' })
    await retag(trx, [asset], { mode: 'add', value: wanted })
  },

  async words(trx, assets) {
    const rows = await rowsIn<TagRow>(
      trx,
      `${SELECT} where asset_tags.asset_id in (${assets.map(() => '?').join(', ')}) and +tags.deleted_at is null and tags.kind = 'tag'`,
      assets.map(({ id }) => id)
    )
    const found = new Map<string, { keywords: string }>()
    for (const { assetId, name, synonyms } of rows) {
      const words = [found.get(assetId)?.keywords, name, ...(JSON.parse(synonyms) as string[])]
      found.set(assetId, { keywords: words.filter(Boolean).join('\n') })
    }
    return found
  },
}

const SELECT = `select asset_tags.asset_id as assetId, tags.id, tags.name, tags.kind, tags.brand_id as brandId, tags.synonyms
  from asset_tags join tags on tags.id = asset_tags.tag_id`

const makerOf = ({ actor, visitor }: Author) => ({ actor, userId: visitor?.user.id ?? null })

/** Changes which tags assets have; labels stay as they are unless named. Answers their names before and after. */
export async function retag(
  trx: Transaction,
  assets: Asset[],
  { mode, value: wanted }: Change<string[]>
): Promise<Map<string, PropertyChange[]>> {
  const ids = assets.map(({ id }) => id)
  // Whatever is named now is shown in the activity, which keeps names and not ids.
  const rows = (await trx
    .from('asset_tags')
    .join('tags', 'tags.id', 'asset_tags.tag_id')
    .whereIn('asset_tags.asset_id', ids)
    .whereNull('tags.deleted_at')
    .where('tags.kind', 'tag')
    .select('asset_tags.asset_id', 'tags.id', 'tags.name')) as { asset_id: string; id: string; name: string }[]
  const names = new Map(rows.map((row) => [row.id, row.name]))
  const unnamed = wanted.filter((id) => !names.has(id))
  for (const tag of unnamed.length > 0 ? await trx.from('tags').whereIn('id', unnamed).select('id', 'name') : [])
    names.set(tag.id, tag.name)
  const had = hadBy(
    ids,
    rows.map((row) => ({ assetId: row.asset_id, id: row.id }))
  )
  const changed = await rejoin(trx, { table: 'asset_tags', column: 'tag_id' }, had, { mode, value: wanted })
  await adjustTagCounts(trx, countsOf(changed))
  const named = (tags: string[]) => tags.map((tag) => names.get(tag)!).sort()
  return new Map([...changed].map(([id, { before, after }]) => [id, [{ name: 'tags', before: named(before), after: named(after) }]]))
}

async function hasTags(trx: Transaction, assetId: string): Promise<boolean> {
  return (await trx.from('asset_tags').where('asset_id', assetId).first()) !== null
}
