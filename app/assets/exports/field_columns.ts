import { namesOf, type Visitor } from '#identity'
import { FieldValuesRefused, knowsField, knownFields, type Field } from '#taxonomy'
import type { PropertiesJson } from '../transformers/asset_transformer.ts'

const PART = 'fields.'

export const FIELD_COLUMN = /^fields\.[a-z][a-zA-Z0-9]{0,35}$/

/** The custom fields that this visitor may see, as columns of a table: those that are named, or all. */
export async function fieldColumns(visitor: Visitor, named: string[] | undefined): Promise<Map<string, Field>> {
  const known = (await knownFields()).filter((field) => knowsField(visitor, field))
  const all = new Map(known.map((field) => [PART + field.key, field]))
  const wanted = named?.filter((name) => FIELD_COLUMN.test(name))
  if (!wanted) return all
  const unknown = wanted.find((name) => !all.has(name))
  if (unknown)
    throw new FieldValuesRefused([{ field: 'columns', message: `There is no field "${unknown.slice(PART.length)}".` }], 'unknown_field')
  return new Map(wanted.map((name) => [name, all.get(name)!]))
}

/** How what assets have in these fields stands in their columns: choices by their values, people by their names. */
export async function fieldsWritten(assets: Pick<PropertiesJson, 'fields'>[], columns: Map<string, Field>) {
  const people = [...columns.values()].filter(({ kind }) => kind === 'user')
  const ids = people.flatMap(({ key }) => assets.flatMap(({ fields }) => (fields[key] === undefined ? [] : String(fields[key]))))
  const names = ids.length > 0 ? await namesOf(ids) : new Map<string, string>()
  return ({ fields }: Pick<PropertiesJson, 'fields'>, column: string): string | null => {
    const value = fields[columns.get(column)!.key]
    if (value === undefined) return null
    return Array.isArray(value) ? value.join('; ') : (names.get(String(value)) ?? String(value))
  }
}
