import type { Transaction } from '#core/database/index'
import { FieldValuesRefused, isAsked, knownFields, type Field, type FieldValue } from '#taxonomy'
import type { Asset } from '../models/asset.ts'
import type { Author, Change, PropertyChange, Refuse } from '../properties/property.ts'
import { keepMissing } from './missing.ts'
import { readGiven, type GivenFields, type Wanted } from './read_given.ts'
import { rowsOf, valuesOf, type Values } from './values.ts'

type Problem = { field: string; message: string; isRequired?: boolean }

/** Writes custom fields of assets of one brand and type, and counts anew which required ones are empty. */
export async function writeFields(
  trx: Transaction,
  author: Author,
  assets: Asset[],
  change: Change<GivenFields>,
  refuse?: Refuse
): Promise<Map<string, PropertyChange[]>> {
  const [first] = assets
  if (!first) return new Map()
  const fields = await knownFields(trx)
  const wanted = await readGiven(fields, author, first, change, trx)
  const values = await valuesOf(ids(assets), fields, trx)
  const edit = new FieldEdit(fields, values)
  for (const asset of assets) {
    const problems = edit.plan(asset.id, wanted, change.mode)
    if (problems.length === 0) continue
    if (!refuse) throw refusalOf(problems)
    refuse(asset.id, problems.map(({ message }) => message).join(' '))
  }
  await edit.save(trx)
  await keepMissing(trx, fields, assets, values)
  return edit.changes
}

/** Puts back what was there before, where it is still as it was left. What others added to a list stays. */
export async function takeBackField(trx: Transaction, _author: Author, assets: Asset[], name: string, before: unknown, after: unknown) {
  const fields = await knownFields(trx)
  const field = fields.find(({ key }) => name === `fields.${key}`)
  const values = await valuesOf(ids(assets), fields, trx)
  const edit = new FieldEdit(fields, values)
  if (field) {
    for (const { id } of assets) {
      const now = values.get(id)?.get(field.id) ?? null
      if (field.kind === 'choices') edit.put(id, field, takenBack(field, now, before, after))
      else if (same(now, after)) edit.put(id, field, before as FieldValue | null)
    }
    await edit.save(trx)
    await keepMissing(trx, fields, assets, values)
  }
  return edit.changes
}

function takenBack(field: Field, now: FieldValue | null, before: unknown, after: unknown): FieldValue | null {
  const [was, is, has] = [before, after, now].map((list) => (list ?? []) as string[]) as [string[], string[], string[]]
  const kept = has.filter((value) => !is.includes(value) || was.includes(value))
  return inOrder(field, [...kept, ...was.filter((value) => !is.includes(value))])
}

/** What is to be written, gathered first and then written together. `values` follows. */
export class FieldEdit {
  readonly changes = new Map<string, PropertyChange[]>()
  #written = new Map<Field, Map<string, FieldValue | null>>()

  constructor(
    private fields: Field[],
    private values: Values
  ) {}

  /** Plans the change of one asset, or none of it where something is wrong. */
  plan(assetId: string, wanted: Wanted[], mode: Change['mode']): Problem[] {
    const had = this.values.get(assetId) ?? new Map<string, FieldValue>()
    const next = wanted.map(({ field, value }) => ({
      field,
      before: had.get(field.id) ?? null,
      value: combined(field, had.get(field.id), value, mode),
    }))
    const after = new Map(had)
    for (const { field, value } of next) value === null ? after.delete(field.id) : after.set(field.id, value)
    const problems = next.flatMap(({ field, before, value }) => this.#problemOf(field, before, value, after))
    if (problems.length === 0) for (const { field, value } of next) this.put(assetId, field, value)
    return problems
  }

  put(assetId: string, field: Field, value: FieldValue | null) {
    const values = this.values.get(assetId) ?? new Map<string, FieldValue>()
    const before = values.get(field.id) ?? null
    if (same(before, value)) return
    if (value === null) values.delete(field.id)
    else values.set(field.id, value)
    this.values.set(assetId, values)
    this.#written.set(field, (this.#written.get(field) ?? new Map<string, FieldValue | null>()).set(assetId, value))
    this.changes.set(assetId, [...(this.changes.get(assetId) ?? []), { name: `fields.${field.key}`, before, after: value }])
  }

  async save(trx: Transaction) {
    for (const [field, byAsset] of this.#written) {
      await trx
        .from('asset_field_values')
        .where('field_id', field.id)
        .whereIn('asset_id', [...byAsset.keys()])
        .delete()
      const rows = [...byAsset].flatMap(([assetId, value]) => (value === null ? [] : rowsOf(field, assetId, value)))
      for (let at = 0; at < rows.length; at += CHUNK) await trx.table('asset_field_values').multiInsert(rows.slice(at, at + CHUNK))
    }
  }

  #problemOf(field: Field, before: FieldValue | null, value: FieldValue | null, after: Map<string, FieldValue>): Problem[] {
    const name = `fields.${field.key}`
    const fresh = listed(value).filter((one) => !listed(before).includes(one))
    const archived = field.choices.find((choice) => choice.isArchived && fresh.includes(choice.value))
    if (archived) return [{ field: name, message: `${field.label} no longer takes "${archived.label}".` }]
    const ofKey = (key: string) => this.fields.find((one) => one.key === key)
    const isEmptied = value === null && before !== null && field.isRequired
    if (
      !isEmptied ||
      !isAsked(
        field,
        (key) => after.get(ofKey(key)?.id ?? ''),
        (key) => ofKey(key) !== undefined
      )
    )
      return []
    return [{ field: name, message: `${field.label} is required and cannot be emptied.`, isRequired: true }]
  }
}

const CHUNK = 150

function combined(field: Field, had: FieldValue | undefined, value: FieldValue | null, mode: Change['mode']): FieldValue | null {
  if (mode === 'set') return value
  const [before, given] = [listed(had ?? null), listed(value)]
  return inOrder(field, mode === 'add' ? [...before, ...given] : before.filter((one) => !given.includes(one)))
}

function inOrder({ choices }: Field, values: string[]): FieldValue | null {
  const found = choices.flatMap(({ value }) => (values.includes(value) ? value : []))
  return found.length > 0 ? found : null
}

function refusalOf(problems: Problem[]) {
  const isRequired = problems.every((one) => one.isRequired)
  const errors = problems.map(({ field, message }) => ({ field, message }))
  return new FieldValuesRefused(errors, isRequired ? 'field_required' : 'field_values_refused')
}

const ids = (assets: Asset[]) => assets.map(({ id }) => id)
const listed = (value: FieldValue | null): string[] => (Array.isArray(value) ? value : value === null ? [] : [String(value)])
const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
