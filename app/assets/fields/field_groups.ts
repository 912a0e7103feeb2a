import { peopleOfBrand, type Visitor } from '#identity'
import { appliesTo, inputOf, knownFields, seesField, writesField, type Field, type FieldInput } from '#taxonomy'
import type { AssetWords } from '../controllers/web/asset_words.ts'

/** A custom field in a form about assets. */
export type CustomField = {
  /** `fields.<key>` */
  name: string
  label: string
  hint: string | null
  kind: FieldInput['kind']
  value: string
  rows: number
  isRequired: boolean
  input: FieldInput
  /** Asked for only where another field, by its name, has one of these values. */
  condition: { field: string; values: string } | null
}

export type CustomGroup = { name: string; label: string; isOpen: boolean; fields: CustomField[] }

/** `type` is null where it is not known yet. */
type Place = { brandId: string; type: string | null; fields?: Record<string, unknown> }

type Purpose = 'edit' | 'upload'

/** The custom fields that this visitor may write on some of these, under their headings and without their values. */
export async function customGroups(
  visitor: Visitor,
  places: Place[],
  words: AssetWords,
  purpose: Purpose = 'edit'
): Promise<CustomGroup[]> {
  const fields = (await knownFields()).filter((field) => isFor(visitor, field, places, purpose))
  const people = fields.some(({ kind }) => kind === 'user') && places[0] ? await peopleOfBrand(places[0].brandId) : []
  const groups = Map.groupBy(fields, ({ group }) => group ?? '')
  return [...groups].map(([group, own]) => ({
    name: `custom ${group}`,
    label: group || words.t('info_custom'),
    isOpen: purpose === 'upload' || own.some(({ isRequired }) => isRequired),
    fields: own.map((field) => {
      const chosen = places.flatMap((place) => [place.fields?.[field.key] ?? []].flat().map(String))
      return toCustom(field, inputOf(field, { yes: words.t('yes'), no: words.t('no'), people, chosen }))
    }),
  }))
}

function isFor(visitor: Visitor, field: Field, places: Place[], purpose: Purpose): boolean {
  const here = places.filter((place) => isHere(field, place))
  return (
    here.length > 0 &&
    here.every(({ brandId }) => writesField(visitor, field, brandId) && (purpose === 'upload' || visitor.can('assets.edit', brandId)))
  )
}

const isHere = (field: Field, place: Place) =>
  place.type === null ? field.brandId === null || field.brandId === place.brandId : appliesTo(field, place)

function toCustom(field: Field, input: FieldInput): CustomField {
  const { condition } = field
  return {
    name: `fields.${field.key}`,
    label: field.label,
    hint: field.help,
    kind: input.kind,
    value: '',
    rows: input.rows,
    isRequired: field.isRequired,
    input,
    condition: condition && { field: `fields.${condition.field}`, values: condition.values.join(' ') },
  }
}

export type FieldFact = { label: string; value: string; href?: string; swatch?: boolean }

/** What an asset has in its custom fields, for whoever may see them, in words. */
export async function fieldFacts(
  visitor: Visitor,
  asset: { brandId: string; type: string; fields: Record<string, unknown> },
  words: AssetWords
): Promise<FieldFact[]> {
  const fields = (await knownFields()).filter((field) => asset.fields[field.key] !== undefined && appliesTo(field, asset))
  const ids = fields.filter(({ kind }) => kind === 'user').map(({ key }) => String(asset.fields[key]))
  const people = ids.length > 0 ? await peopleOfBrand(asset.brandId, { ids }) : []
  return fields
    .filter((field) => seesField(visitor, field, asset.brandId))
    .map((field) => {
      const value = asset.fields[field.key]
      const said = (one: string) => labelOf(field, one, words, people)
      return {
        label: field.label,
        value: (Array.isArray(value) ? value : [value]).map((one) => said(String(one))).join(', '),
        ...(field.kind === 'url' ? { href: String(value) } : {}),
      }
    })
}

function labelOf({ kind, choices }: Field, value: string, words: AssetWords, people: { id: string; name: string }[]): string {
  if (kind === 'boolean') return words.t(value === 'true' ? 'yes' : 'no')
  if (kind === 'date') return words.date(value)
  if (kind === 'user') return people.find(({ id }) => id === value)?.name ?? words.t('somebody')
  return choices.find((choice) => choice.value === value)?.label ?? value
}
