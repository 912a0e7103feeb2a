import vine from '@vinejs/vine'
import { namesOf } from '#identity'
import type { Transaction } from '#core/database/index'
import { appliesTo, FieldValuesRefused, knownFields, readValue, seesField, writesField, type Field, type FieldValue } from '#taxonomy'
import type { Asset } from '../models/asset.ts'
import type { Property } from '../properties/property.ts'
import { keepMissing, missingOf } from './missing.ts'
import { readGiven, type GivenFields } from './read_given.ts'
import { tagOf } from './tag_of_file.ts'
import { valuesOf } from './values.ts'
import { FieldEdit, takeBackField, writeFields } from './write_fields.ts'

export type FieldsJson = Record<string, FieldValue>

const PART = 'fields.'

/** The custom fields of assets (S0-32 to S0-34), by their keys. */
export const fieldsProperty: Property<GivenFields, FieldsJson> = {
  name: 'fields',
  rule: () => vine.record(vine.any().nullable()).optional(),
  absent: {},
  fromText: (text) => parsed(text),

  /** All at once as JSON, or each as `fields.<key>`. */
  textIn(given) {
    const parts = Object.entries(given).flatMap(([name, value]) =>
      name.startsWith(PART) ? [[name.slice(PART.length), value] as const] : []
    )
    if (parts.length === 0) return given.fields
    const whole = parsed(given.fields ?? {})
    return typeof whole === 'object' ? { ...whole, ...Object.fromEntries(parts) } : whole
  },

  async read(visitor, assets) {
    const fields = await knownFields()
    const values = await valuesOf(
      assets.map(({ id }) => id),
      fields
    )
    return new Map(
      assets.map((asset) => {
        const own = values.get(asset.id)
        const told = own
          ? fields.filter((field) => own.has(field.id) && appliesTo(field, asset) && seesField(visitor, field, asset.brandId))
          : []
        return [asset.id, Object.fromEntries(told.map(({ key, id }) => [key, own!.get(id)!]))]
      })
    )
  },

  async checkUpload(visitor, { value = {}, isImport, ...place }) {
    const fields = await knownFields()
    if (fields.length === 0 && Object.keys(value).length === 0) return
    const wanted = await readGiven(fields, { visitor }, place, { mode: 'set', value })
    if (isImport) return
    const given = new Map(wanted.flatMap(({ field, value: one }) => (one === null ? [] : [[field.id, one] as const])))
    for (const field of fields) if (field.default !== null && !given.has(field.id)) given.set(field.id, field.default)
    const missing = missingOf(fields, place, given).filter((field) => writesField(visitor, field, place.brandId))
    if (missing.length === 0) return
    const errors = missing.map((field) => ({ field: `${PART}${field.key}`, message: `${field.label} is required.` }))
    throw new FieldValuesRefused(errors, 'field_required')
  },

  write: writeFields,
  takeBack: takeBackField,

  async begin(trx, asset) {
    await fill(trx, asset, (field) => (field.mappedFrom.length === 0 ? field.default : null))
  },

  async prefill(trx, asset, embedded) {
    await fill(trx, asset, (field) => {
      if (field.mappedFrom.length === 0) return null
      const written = field.mappedFrom.map((name) => tagOf(embedded, name)).find((value) => value !== null)
      const read = readValue(field, written)
      return read.problem === undefined && read.value !== null && field.kind !== 'user' ? read.value : field.default
    })
  },

  async words(trx, assets) {
    const fields = (await knownFields(trx)).filter((field) => field.isSearchable)
    const values = await valuesOf(
      assets.map(({ id }) => id),
      fields,
      trx
    )
    const people = fields
      .filter(({ kind }) => kind === 'user')
      .flatMap(({ id }) => [...values.values()].flatMap((own) => (own.has(id) ? String(own.get(id)) : [])))
    const names = people.length > 0 ? await namesOf(people, trx) : new Map<string, string>()
    return new Map(
      assets.flatMap((asset) => {
        const own = values.get(asset.id)
        const told = own ? fields.filter((field) => own.has(field.id) && appliesTo(field, asset)) : []
        const description = told.map((field) => wordsOf(field, own!.get(field.id)!, names)).join('\n')
        return description ? [[asset.id, { description }] as const] : []
      })
    )
  },
}

/** Fills what is still empty. */
async function fill(trx: Transaction, asset: Asset, valueFor: (field: Field) => FieldValue | null) {
  const fields = await knownFields(trx)
  if (fields.length === 0) return
  const values = await valuesOf([asset.id], fields, trx)
  const edit = new FieldEdit(fields, values)
  const empty = fields.filter((field) => appliesTo(field, asset) && !values.get(asset.id)?.has(field.id))
  for (const field of empty) edit.put(asset.id, field, valueFor(field))
  await edit.save(trx)
  await keepMissing(trx, fields, [asset], values)
}

function wordsOf({ choices }: Field, value: FieldValue, names: Map<string, string>): string {
  const said = (one: string) => choices.find((choice) => choice.value === one)?.label ?? names.get(one) ?? one
  return Array.isArray(value) ? value.map(said).join('\n') : said(String(value))
}

/** What is not JSON is left as it is, and refused by the rule. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
