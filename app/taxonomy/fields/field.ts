import type { Permission } from '#identity'

/** What a field holds. `choices` is several of a list, `choice` one. */
export const FIELD_KINDS = ['text', 'longText', 'number', 'date', 'boolean', 'choice', 'choices', 'url', 'user', 'colour'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** One that is archived stays on the assets that have it, and is offered no more. */
export type Choice = { value: string; label: string; isArchived: boolean }

/** The field is asked for only where another one has one of these values. */
export type Condition = { field: string; values: string[] }

export type FieldValue = string | number | boolean | string[]

/** A custom metadata field: what assets of one brand, or of all, are described by beside the fields that every installation has. */
export type Field = {
  id: string
  /** Null: of every brand. */
  brandId: string | null
  /** Its name in the API, which never changes. */
  key: string
  label: string
  help: string | null
  kind: FieldKind
  /** The types of assets it is for; none named is all. */
  assetTypes: string[]
  isRequired: boolean
  default: FieldValue | null
  pattern: string | null
  /** The range of a number, of a date (epoch milliseconds), or of the length of a text. */
  min: number | null
  max: number | null
  group: string | null
  condition: Condition | null
  /** What one must be allowed to see it, and to write it; null is everybody who may see, or edit, the asset. */
  seenBy: Permission | null
  editedBy: Permission | null
  isSearchable: boolean
  isFilterable: boolean
  choices: Choice[]
  /** Tags of files, as exiftool names them, that fill it once. */
  mappedFrom: string[]
  place: number
  createdAt: number
  updatedAt: number
  deletedAt: number | null
}

type Row = Record<string, unknown>

const json = <T>(text: unknown, empty: T): T => (typeof text === 'string' ? (JSON.parse(text) as T) : empty)
const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))

export function fromRow(row: Row): Field {
  return {
    id: String(row.id),
    brandId: row.brand_id as string | null,
    key: String(row.field_key),
    label: String(row.label),
    help: row.help as string | null,
    kind: row.kind as FieldKind,
    assetTypes: json<string[]>(row.asset_types, []),
    isRequired: Boolean(row.is_required),
    default: json<FieldValue | null>(row.default_value, null),
    pattern: row.pattern as string | null,
    min: number(row.minimum),
    max: number(row.maximum),
    group: row.group_label as string | null,
    condition: json<Condition | null>(row.shown_when, null),
    seenBy: row.seen_by as Permission | null,
    editedBy: row.edited_by as Permission | null,
    isSearchable: Boolean(row.is_searchable),
    isFilterable: Boolean(row.is_filterable),
    choices: json<Choice[]>(row.choices, []),
    mappedFrom: json<string[]>(row.mapped_from, []),
    place: Number(row.sort_place),
    createdAt: Number(row.created_at),
    updatedAt: Number(row.updated_at),
    deletedAt: number(row.deleted_at),
  }
}

export function toRow(field: Omit<Field, 'deletedAt'>): Row {
  return {
    id: field.id,
    brand_id: field.brandId,
    field_key: field.key,
    label: field.label,
    help: field.help,
    kind: field.kind,
    asset_types: JSON.stringify(field.assetTypes),
    is_required: field.isRequired,
    default_value: field.default === null ? null : JSON.stringify(field.default),
    pattern: field.pattern,
    minimum: field.min,
    maximum: field.max,
    group_label: field.group,
    shown_when: field.condition && JSON.stringify(field.condition),
    seen_by: field.seenBy,
    edited_by: field.editedBy,
    is_searchable: field.isSearchable,
    is_filterable: field.isFilterable,
    choices: JSON.stringify(field.choices),
    mapped_from: JSON.stringify(field.mappedFrom),
    sort_place: field.place,
    created_at: field.createdAt,
    updated_at: field.updatedAt,
  }
}

/** Whether assets of this brand and type have it. Of an upload the type is not known before it is here. */
export function appliesTo(field: Field, { brandId, type }: { brandId: string; type: string | null }): boolean {
  if (field.brandId !== null && field.brandId !== brandId) return false
  return field.assetTypes.length === 0 || (type !== null && field.assetTypes.includes(type))
}

/** Whether it is asked for while others have these values. */
export function isAsked({ condition }: Field, valueOf: (key: string) => FieldValue | null | undefined, isKnown = (_key: string) => true) {
  if (!condition || !isKnown(condition.field)) return true
  const value = valueOf(condition.field)
  if (value === null || value === undefined) return false
  return (Array.isArray(value) ? value : [String(value)]).some((one) => condition.values.includes(one))
}
