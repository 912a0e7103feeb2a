import { isSqlite, readRows } from '#core/database/index'
import type { AssetsQuery } from './asset_query.ts'

/** A condition on one column of `assets`: `{ column: 'rating', says: 'in (?, ?)', values: [4, 5] }`. */
export type Predicate = { column: string; says: string; values: (string | number)[] }

/** Few enough to be fetched by their own index and sorted; what has more is met often enough on a walk from the newest. */
export const FEW = 5000
/** The same where they are counted: nothing has to be sorted, and a walk goes on until a thousand are met. */
export const FEW_COUNTED = 50_000
/** So many of the newest tell how often what is asked for is met. */
const PROBED = 3000
const MET_OFTEN = 50

export const among = (column: string, values: (string | number)[]): Predicate =>
  values.length === 1 ? { column, says: '= ?', values } : { column, says: `in (${values.map(() => '?').join(', ')})`, values }

/** As `among`, but what has no value is not among them either. */
export const notAmong = (column: string, values: (string | number)[]): Predicate => ({
  column,
  says: `is null or assets.${column} not in (${values.map(() => '?').join(', ')})`,
  values,
})

/** Which of the conditions SQLite may use an index for, when it lists and when it counts; null where none. */
export type Leads = {
  listed: Predicate | null
  counted: Predicate | null
  /** All that the index names are looked at for the first page, so that they are counted along with it. */
  countsAlong: boolean
}

const NO_LEADS: Leads = { listed: null, counted: null, countsAlong: false }

/**
 * SQLite keeps no numbers of how often a value occurs and would take the wrong index, so each is asked whether few
 * match. Other databases choose by themselves.
 */
export async function leadsOf(predicates: Predicate[], isTrashed: boolean, isNewestFirst: boolean): Promise<Leads> {
  if (!isSqlite() || predicates.length === 0) return NO_LEADS
  const numbers = await Promise.all(predicates.map((predicate) => fewOf(predicate, isTrashed)))
  const fewest = Math.min(...numbers)
  const rare = predicates[numbers.indexOf(fewest)]!
  if (fewest <= FEW) return { listed: rare, counted: rare, countsAlong: true }
  // The index on one value is itself in the order of time.
  const timely = (isNewestFirst && predicates.find(({ says }) => says === '= ?')) || null
  if (fewest > FEW_COUNTED) return { listed: timely, counted: timely, countsAlong: false }
  // Each of several may be met often, and all of them together hardly ever.
  if (predicates.length > 1 && !(await areMetOften(predicates, isTrashed))) return { listed: rare, counted: rare, countsAlong: true }
  return { listed: timely, counted: rare, countsAlong: false }
}

async function fewOf({ column, says, values }: Predicate, isTrashed: boolean): Promise<number> {
  if (!INDEXED.has(column) || says.includes('not in')) return Infinity
  const [counted] = await readRows<{ total: number }>(
    `select count(*) as total from (select 1 from assets where is_trashed = ? and (assets.${column} ${says}) limit ${FEW_COUNTED + 1})`,
    [isTrashed, ...values]
  )
  return counted!.total
}

async function areMetOften(predicates: Predicate[], isTrashed: boolean): Promise<boolean> {
  const [met] = await readRows<{ total: number }>(
    `select count(*) as total from (select * from assets where is_trashed = ? order by id desc limit ${PROBED}) as assets
     where ${predicates.map(({ column, says }) => `(assets.${column} ${says})`).join(' and ')}`,
    [isTrashed, ...predicates.flatMap(({ values }) => values)]
  )
  return met!.total > MET_OFTEN
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
