import type { Transaction } from '#core/database/index'
import { peopleOfBrand } from '#identity'
import { appliesTo, FieldNotYours, FieldValuesRefused, readValue, seesField, writesField, type Field, type FieldValue } from '#taxonomy'
import type { Author, Change } from '../properties/property.ts'

export type GivenFields = Record<string, unknown>
/** What is to be in a field; null empties it. */
export type Wanted = { field: Field; value: FieldValue | null }

type Place = { brandId: string; type: string | null }
type Problem = { field: string; message: string }

/** What was given, read by what each field takes. All that is wrong is said at once. */
export async function readGiven(
  fields: Field[],
  { visitor }: Pick<Author, 'visitor'>,
  place: Place,
  { mode, value: given }: Change<GivenFields>,
  trx?: Transaction
): Promise<Wanted[]> {
  const problems: Problem[] = []
  const unknown: Problem[] = []
  const wanted: Wanted[] = []
  for (const [key, raw] of Object.entries(given)) {
    const field = fields.find((one) => one.key === key)
    const isHere = field && (visitor === null || seesField(visitor, field, place.brandId)) && isFor(field, place)
    if (!isHere) {
      unknown.push({
        field: `fields.${key}`,
        message: `An asset like this has no field "${key}". GET /api/v1/fields lists those there are.`,
      })
      continue
    }
    if (visitor && !writesField(visitor, field, place.brandId)) throw new FieldNotYours(key, field.label)
    if (mode !== 'set' && field.kind !== 'choices') {
      problems.push({ field: `fields.${key}`, message: `${field.label} has one value: set it instead.` })
      continue
    }
    const read = readValue(field, raw)
    if (read.problem === undefined) wanted.push({ field, value: read.value })
    else problems.push({ field: `fields.${key}`, message: `${field.label} ${read.problem}.` })
  }
  problems.push(...(await strangers(wanted, place.brandId, trx)))
  if (unknown.length > 0) throw new FieldValuesRefused([...unknown, ...problems], 'unknown_field')
  if (problems.length > 0) throw new FieldValuesRefused(problems, 'field_values_refused')
  return wanted
}

/** Of an upload the type is not known before it is here. */
const isFor = (field: Field, place: Place) =>
  place.type === null ? field.brandId === null || field.brandId === place.brandId : appliesTo(field, place)

/** People who are not of the brand cannot be named in it. */
async function strangers(wanted: Wanted[], brandId: string, trx?: Transaction): Promise<Problem[]> {
  const named = wanted.filter(({ field, value }) => field.kind === 'user' && value !== null)
  if (named.length === 0) return []
  const ids = named.map(({ value }) => String(value))
  const known = new Set((await peopleOfBrand(brandId, { ids, trx })).map(({ id }) => id))
  return named
    .filter(({ value }) => !known.has(String(value)))
    .map(({ field }) => ({ field: `fields.${field.key}`, message: `${field.label} is a person who can see this brand.` }))
}
