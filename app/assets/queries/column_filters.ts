import { COLOURS } from '#files'
import { AVAILABILITIES, REVIEW_STATUSES, SHAPES, SOURCES } from '../models/asset.ts'
import type { Added, FieldKind } from './added_filters.ts'
import { among, notAmong, type Predicate } from './predicates.ts'

/** Fields of which one or more values are asked; each has a `without…` beside it. */
export const LISTS: Record<string, { column: string; of: FieldKind }> = {
  format: { column: 'mime_type', of: 'words' },
  source: { column: 'source', of: SOURCES },
  rating: { column: 'rating', of: ['1', '2', '3', '4', '5'] },
  reviewStatus: { column: 'review_status', of: REVIEW_STATUSES },
  availability: { column: 'availability', of: AVAILABILITIES },
  uploader: { column: 'created_by', of: 'ids' },
  orientation: { column: 'shape', of: SHAPES },
  colour: { column: 'colour', of: COLOURS },
}

/** Fields of measures, each as `…Min` and `…Max`, both inclusive: pixels, seconds, bytes. */
export const MEASURES: Record<string, string> = { width: 'width', height: 'height', duration: 'duration_seconds', size: 'size' }

/** Whether anything is written there. */
export const WRITTEN: Record<string, string> = {
  title: 'title',
  description: 'description',
  altText: 'alt_text',
  copyright: 'copyright',
  sourceUrl: 'source_url',
  rating: 'rating',
  expiration: 'expires_at',
  licence: 'licence',
  creditLine: 'credit_line',
}

const DAY = 24 * 3600_000

export const withoutOf = (name: string) => `without${name[0]!.toUpperCase()}${name.slice(1)}`

/** What may be asked of the columns of an asset beside its text, type, brand and time. */
export const COLUMN_FIELDS: Record<string, FieldKind> = {
  ...Object.fromEntries(Object.entries(LISTS).flatMap(([name, { of }]) => [[name, of] as const, [withoutOf(name), of] as const])),
  ...Object.fromEntries(Object.keys(MEASURES).flatMap((name) => [[`${name}Min`, 'number'] as const, [`${name}Max`, 'number'] as const])),
  private: ['yes', 'no'],
  incomplete: ['yes', 'no'],
  has: Object.keys(WRITTEN),
  lacks: Object.keys(WRITTEN),
  expiresWithin: 'number',
}

export function predicatesOf(asked: Added): Predicate[] {
  const list = (name: string) => asked[name] as string[] | undefined
  const found: Predicate[] = []
  for (const [name, { column }] of Object.entries(LISTS)) {
    const values = (given: string[]) => (column === 'rating' ? given.map(Number) : given)
    const wanted = list(name)
    const unwanted = list(withoutOf(name))
    if (wanted) found.push(among(column, values(wanted)))
    if (unwanted) found.push(notAmong(column, values(unwanted)))
  }
  for (const [name, column] of Object.entries(MEASURES)) {
    if (asked[`${name}Min`] !== undefined) found.push({ column, says: '>= ?', values: [Number(asked[`${name}Min`])] })
    if (asked[`${name}Max`] !== undefined) found.push({ column, says: '<= ?', values: [Number(asked[`${name}Max`])] })
  }
  const isPrivate = list('private')
  if (isPrivate?.length === 1) found.push({ column: 'is_private', says: '= ?', values: [isPrivate[0] === 'yes' ? 1 : 0] })
  const incomplete = list('incomplete')
  if (incomplete?.length === 1) found.push({ column: 'missing_fields', says: incomplete[0] === 'yes' ? '> ?' : '= ?', values: [0] })
  for (const name of list('has') ?? []) found.push({ column: WRITTEN[name]!, says: 'is not null', values: [] })
  for (const name of list('lacks') ?? []) found.push({ column: WRITTEN[name]!, says: 'is null', values: [] })
  if (asked.expiresWithin !== undefined) {
    found.push({ column: 'expires_at', says: '<= ?', values: [Date.now() + Number(asked.expiresWithin) * DAY] })
  }
  return found
}
