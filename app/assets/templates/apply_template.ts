import type { Transaction } from '#core/database/index'
import { Problem } from '#core/http/index'
import { knownFields } from '#taxonomy'
import { EditAssets, type BulkChanges, type Edited } from '../actions/edit_assets.ts'
import { valuesOf } from '../fields/values.ts'
import type { Asset } from '../models/asset.ts'
import type { Author } from '../properties/property.ts'
import type { MetadataTemplate, TemplateValues } from './metadata_template.ts'
import { isSaid, usableValues } from './usable_values.ts'

export const TEMPLATE_MODES = ['fill', 'replace'] as const
type Mode = (typeof TEMPLATE_MODES)[number]

/** A template as an operation keeps it: what it said when the operation was begun. */
export type AppliedTemplate = Pick<MetadataTemplate, 'name' | 'brandId' | 'given'> & { mode: Mode }

/** Describes many by a template: all that it says, or only what is empty on each (S3-13, S3-14). */
export async function applyTemplate(
  trx: Transaction,
  author: Author,
  assets: Asset[],
  template: AppliedTemplate,
  cause: string
): Promise<Edited> {
  const whole: Edited = { done: new Map(), refusals: new Map() }
  for (const alike of Object.values(Object.groupBy(assets, ({ brandId, type }) => `${brandId} ${type}`))) {
    const { done, refusals } = await describe(trx, author, alike!, template, cause)
    for (const [id, changes] of done) whole.done.set(id, changes)
    for (const [id, reason] of refusals) whole.refusals.set(id, reason)
  }
  return whole
}

async function describe(trx: Transaction, author: Author, assets: Asset[], template: AppliedTemplate, cause: string): Promise<Edited> {
  const edit = new EditAssets()
  try {
    const { brandId, type } = assets[0]!
    const { given } = await usableValues(author.visitor!, template, { brandId, type }, trx)
    if (template.mode === 'replace') return await edit.handle(trx, author, assets, { set: given }, cause)
    const lacking = await lackingIn(trx, assets, given)
    const whole: Edited = { done: new Map(), refusals: new Map() }
    for (const alike of Map.groupBy(assets, ({ id }) => JSON.stringify(lacking.get(id))).values()) {
      const { done, refusals } = await edit.handle(trx, author, alike, filling(lacking.get(alike[0]!.id)!), cause)
      for (const [id, changes] of done) whole.done.set(id, changes)
      for (const [id, reason] of refusals) whole.refusals.set(id, reason)
    }
    return whole
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { done: new Map(), refusals: new Map(assets.map(({ id }) => [id, error.detail])) }
  }
}

/** What is added to a list takes nothing from it, whatever of it this person may not see. */
function filling({ tags, categories, ...values }: TemplateValues): BulkChanges {
  const add = { ...(tags ? { tags } : {}), ...(categories ? { categories } : {}) }
  return { set: values, add }
}

/** Of what the template says, what each asset has nothing of. */
async function lackingIn(trx: Transaction, assets: Asset[], { tags, categories, fields = {}, ...columns }: TemplateValues) {
  const ids = assets.map(({ id }) => id)
  const known = (await knownFields(trx)).filter(({ key }) => key in fields)
  const values = await valuesOf(ids, known, trx)
  const tagged = tags ? await having(trx, ids, 'tag') : new Set()
  const placed = categories ? await having(trx, ids, 'category') : new Set()
  return new Map(
    assets.map((asset) => {
      const own = values.get(asset.id)
      const empty = known.filter(({ id }) => !own?.has(id)).map(({ key }) => [key, fields[key]])
      const lacking: TemplateValues = {
        ...Object.fromEntries(Object.entries(columns).filter(([name]) => !isSaid(asset[name as keyof Asset]))),
        ...(tags && !tagged.has(asset.id) ? { tags } : {}),
        ...(categories && !placed.has(asset.id) ? { categories } : {}),
        ...(empty.length > 0 ? { fields: Object.fromEntries(empty) } : {}),
      }
      return [asset.id, lacking]
    })
  )
}

/** Which of these have any that lives. */
async function having(trx: Transaction, ids: string[], what: 'tag' | 'category'): Promise<Set<unknown>> {
  const [join, things, column] = what === 'tag' ? ['asset_tags', 'tags', 'tag_id'] : ['asset_categories', 'categories', 'category_id']
  const query = trx
    .from(join)
    .join(things, `${things}.id`, `${join}.${column}`)
    .whereIn(`${join}.asset_id`, ids)
    .whereRaw(`+${things}.deleted_at is null`)
  if (what === 'tag') query.where('tags.kind', 'tag')
  const rows = (await query.distinct(`${join}.asset_id`)) as { asset_id: string }[]
  return new Set(rows.map((row) => row.asset_id))
}
