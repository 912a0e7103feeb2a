import db from '@adonisjs/lucid/services/db'
import type { Transaction } from '#core/database/index'
import { peopleOfBrand, type Visitor } from '#identity'
import { appliesTo, knownFields, readValue, seesField, tagKey, writesField, type Field } from '#taxonomy'
import { categoriesForBrand } from '../categories/categories_property.ts'
import { TemplateOfOtherBrand } from './errors.ts'
import type { MetadataTemplate, TemplateValues } from './metadata_template.ts'

/** Where they are to be written; the type of an upload is not known before it is here. */
type Place = { brandId: string; type: string | null }

/** What of a template is left out, because it is gone or not this person's to write. */
export type LeftOut = { field: string; message: string }

type Usable = { given: TemplateValues; leftOut: LeftOut[] }

/**
 * What a template can say of an asset here and now. It is not refused for what became of a tag, a category or a field since it was
 * made: the rest holds.
 */
export async function usableValues(
  visitor: Visitor,
  template: Pick<MetadataTemplate, 'name' | 'brandId' | 'given'>,
  place: Place,
  trx?: Transaction
): Promise<Usable> {
  if (template.brandId !== null && template.brandId !== place.brandId) throw new TemplateOfOtherBrand(template.name)
  const { tags = [], categories = [], fields = {}, ...columns } = template.given
  const leftOut: LeftOut[] = []
  const known = {
    tags: await usableTags(place, tags, leftOut, trx),
    categories: await usableCategories(place, categories, leftOut, trx),
    fields: await usableFields(visitor, place, fields, leftOut, trx),
  }
  const said = Object.entries({ ...columns, ...known }).filter(([, value]) => isSaid(value))
  return { given: Object.fromEntries(said), leftOut }
}

/** What the person says goes before what the template says, of each custom field by itself. */
export function withTemplate<T extends Record<string, unknown>>(given: T, template: TemplateValues): T {
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => isSaid(value)))
  const fields = { ...template.fields, ...saidOf(given.fields) }
  return { ...given, ...template, ...said, ...(isSaid(fields) ? { fields } : {}) }
}

const saidOf = (fields: unknown) => Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => isSaid(value)))

export function isSaid(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.keys(value).length > 0
}

async function usableTags({ brandId }: Place, names: string[], leftOut: LeftOut[], trx?: Transaction): Promise<string[]> {
  if (names.length === 0) return []
  const rows = (await (trx ?? db)
    .from('tag_names')
    .where({ brand_id: brandId, kind: 'tag' })
    .whereIn('name_key', names.map(tagKey))
    .select('name_key')) as { name_key: string }[]
  const known = new Set(rows.map((row) => row.name_key))
  return sift(
    names,
    (name) => known.has(tagKey(name)),
    (name) => leftOut.push({ field: 'tags', message: `There is no tag "${name}" in this brand.` })
  )
}

async function usableCategories({ brandId }: Place, ids: string[], leftOut: LeftOut[], trx?: Transaction): Promise<string[]> {
  const known = await categoriesForBrand(trx ?? db, brandId, ids)
  return sift(
    ids,
    (id) => known.has(id),
    () => leftOut.push({ field: 'categories', message: 'A category is gone, or orders assets of another brand.' })
  )
}

async function usableFields(visitor: Visitor, place: Place, given: Record<string, unknown>, leftOut: LeftOut[], trx?: Transaction) {
  const fields = new Map((await knownFields(trx)).map((field) => [field.key, field]))
  const kept: Record<string, unknown> = {}
  for (const [key, raw] of Object.entries(given)) {
    const field = fields.get(key)
    // What a person may not see is not theirs to hear of either.
    if (field && (!isHere(field, place) || !seesField(visitor, field, place.brandId))) continue
    const problem = field ? problemOf(visitor, field, place, raw) : `There is no field "${key}" any more.`
    if (problem === null) kept[key] = raw
    else leftOut.push({ field: `fields.${key}`, message: problem })
  }
  const people = Object.keys(kept).filter((key) => fields.get(key)!.kind === 'user')
  const ids = people.map((key) => String(kept[key]))
  const known = new Set(ids.length > 0 ? (await peopleOfBrand(place.brandId, { ids, trx })).map(({ id }) => id) : [])
  for (const key of people) {
    if (known.has(String(kept[key]))) continue
    delete kept[key]
    leftOut.push({ field: `fields.${key}`, message: `${fields.get(key)!.label}: this person cannot see the brand any more.` })
  }
  return kept
}

const isHere = (field: Field, { brandId, type }: Place) =>
  type === null ? field.brandId === null || field.brandId === brandId : appliesTo(field, { brandId, type })

function problemOf(visitor: Visitor, field: Field, { brandId }: Place, raw: unknown): string | null {
  if (!writesField(visitor, field, brandId)) return `${field.label} is not yours to write.`
  const read = readValue(field, raw)
  if (read.problem !== undefined) return `${field.label} ${read.problem}.`
  const archived = field.choices.find(({ value, isArchived }) => isArchived && [read.value].flat().includes(value))
  return archived ? `${field.label} no longer takes "${archived.label}".` : null
}

function sift<T>(all: T[], isKept: (one: T) => boolean, drop: (one: T) => void): T[] {
  for (const one of all) if (!isKept(one)) drop(one)
  return all.filter(isKept)
}
