import db from '@adonisjs/lucid/services/db'
import { isSqlite } from '#core/database/index'
import type { AssetsQuery } from './asset_query.ts'

/** A condition on one column of `assets`: `{ column: 'rating', says: 'in (?, ?)', values: [4, 5] }`. */
export type Predicate = { column: string; says: string; values: (string | number)[] }

/** Few enough to be fetched by their own index and sorted; what has more is met often enough on a walk from the newest. */
export const FEW = 5000

export const among = (column: string, values: (string | number)[]): Predicate =>
  values.length === 1 ? { column, says: '= ?', values } : { column, says: `in (${values.map(() => '?').join(', ')})`, values }

/** As `among`, but what has no value is not among them either. */
export const notAmong = (column: string, values: (string | number)[]): Predicate => ({
  column,
  says: `is null or assets.${column} not in (${values.map(() => '?').join(', ')})`,
  values,
})

/**
 * Which of the conditions SQLite may use an index for; null where none. It keeps no numbers of how
 * often a value occurs and would take the wrong one, so each index is asked whether few match. Other
 * databases choose by themselves.
 */
export async function leadOf(predicates: Predicate[], isTrashed: boolean, isNewestFirst: boolean): Promise<Predicate | null> {
  if (!isSqlite() || predicates.length === 0) return null
  const numbers = await Promise.all(predicates.map((predicate) => fewOf(predicate, isTrashed)))
  const fewest = Math.min(...numbers)
  if (fewest <= FEW) return predicates[numbers.indexOf(fewest)]!
  // The index on one value is itself in the order of time.
  return (isNewestFirst && predicates.find(({ says }) => says === '= ?')) || null
}

async function fewOf({ column, says, values }: Predicate, isTrashed: boolean): Promise<number> {
  if (!INDEXED.has(column) || says.includes('not in')) return Infinity
  const some = db
    .from('assets')
    .select(db.raw('1'))
    .where('is_trashed', isTrashed)
    .whereRaw(`(assets.${column} ${says})`, values)
    .limit(FEW + 1)
  const [counted] = (await db.from(some.as('some')).count('* as total')) as { total: number }[]
  return Number(counted!.total)
}

/** The columns of which an index tells who match. */
const INDEXED = new Set([
  'brand_id',
  'type',
  'processing_status',
  'rating',
  'source',
  'review_status',
  'availability',
  'mime_type',
  'created_by',
  'shape',
  'colour',
  'width',
  'height',
  'duration_seconds',
  'size',
  'expires_at',
  'missing_fields',
])

/** `lead` undefined leaves the choice to the database. */
export function narrowByPredicates(query: AssetsQuery, predicates: Predicate[], lead: Predicate | null | undefined) {
  for (const predicate of predicates) {
    const { column, says, values } = predicate
    // A plus changes no value, and hides the column from the planner.
    const isHidden = lead !== undefined && isSqlite() && !(lead && lead.column === column && lead.says === says)
    const shown = `(assets.${column} ${says})`
    query.whereRaw(isHidden ? shown.replaceAll('assets.', '+assets.') : shown, values)
  }
}
