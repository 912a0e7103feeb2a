import type { Field } from './field.ts'
import { dayOf } from './values.ts'

/** A field as programs see it. The range of a date is told as days. */
export function toFieldJson(field: Field) {
  const range = (value: number | null) => (value !== null && field.kind === 'date' ? dayOf(value) : value)
  return {
    id: field.id,
    key: field.key,
    brandId: field.brandId,
    label: field.label,
    help: field.help,
    kind: field.kind,
    group: field.group,
    assetTypes: field.assetTypes,
    isRequired: field.isRequired,
    default: field.default,
    pattern: field.pattern,
    min: range(field.min),
    max: range(field.max),
    choices: field.choices,
    condition: field.condition,
    seenBy: field.seenBy,
    editedBy: field.editedBy,
    isSearchable: field.isSearchable,
    isFilterable: field.isFilterable,
    mappedFrom: field.mappedFrom,
    createdAt: new Date(field.createdAt).toISOString(),
    updatedAt: new Date(field.updatedAt).toISOString(),
    deletedAt: field.deletedAt === null ? null : new Date(field.deletedAt).toISOString(),
    links: { self: `/api/v1/fields/${field.id}`, page: `/fields/${field.id}` },
  }
}
