import db from '@adonisjs/lucid/services/db'
import { isSqlite, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { ALL_RIGHTS, FILL, MANAGE, NO_RIGHTS, NONE, SEE, type Rights } from './levels.ts'
import { isNamed } from './visible.ts'

export type Owned = { id: string; brandId: string | null; ownerId: string | null; deletedAt?: number | null }

/** Of a collection on the way down: what it lets others do, and what the visitor is named with in it. */
type Step = { id: string; collectionId: string; depth: number; openTo: number; level: number | null; mayShare: boolean | number | null }

/** What roles give in a brand, before any collection says otherwise. */
export function rightsByRole(visitor: Visitor, brandId: string | null): Rights {
  if (!visitor.can('assets.view', brandId)) return NO_RIGHTS
  if (visitor.can('collections.manage', brandId)) return ALL_RIGHTS
  return { rank: visitor.can('assets.edit', brandId) ? FILL : SEE, mayShare: false }
}

/** What the visitor may do with each of these collections. */
export async function rightsOf(visitor: Visitor, collections: Owned[], trx?: Transaction): Promise<Map<string, Rights>> {
  const steps = Map.groupBy(await stepsTo(visitor, collections, trx), (step) => step.collectionId)
  return new Map(collections.map((one) => [one.id, down(visitor, one, steps.get(one.id) ?? [])]))
}

function down(visitor: Visitor, { brandId, ownerId }: Owned, steps: Step[]): Rights {
  if (ownerId === visitor.user.id) return ALL_RIGHTS
  if (ownerId) return steps.reduce(named, NO_RIGHTS)
  const byRole = rightsByRole(visitor, brandId)
  const isLookedAfter = visitor.can('brands.edit', brandId)
  const most = visitor.isScopedTo('collections.manage') ? MANAGE : visitor.isScopedTo('assets.edit') ? FILL : SEE
  return Array.from(Map.groupBy(steps, ({ id }) => id).values())
    .sort(([a], [b]) => a!.depth - b!.depth)
    .reduce((above, step) => through(above, step, { isLookedAfter, most }), byRole)
}

/** A closed collection closes what is in it: being named below does not open what is shut above. */
function through(above: Rights, step: Step[], { isLookedAfter, most }: { isLookedAfter: boolean; most: number }): Rights {
  if (above.rank === NONE) return NO_RIGHTS
  const left = isLookedAfter ? above.rank : Math.min(above.rank, step[0]!.openTo)
  const given = step.reduce(named, NO_RIGHTS)
  const rank = Math.max(left, Math.min(given.rank, most))
  return { rank, mayShare: rank === MANAGE || given.mayShare || (above.mayShare && left === above.rank && rank > NONE) }
}

/** Of several names, such as two groups, each gives what it gives. */
const named = (so: Rights, { level, mayShare }: Step): Rights => ({
  rank: Math.max(so.rank, Number(level ?? NONE)),
  mayShare: so.mayShare || Boolean(mayShare),
})

/** What the narrowest of the places that a deleted collection stood in let others do. */
export async function narrowestAround(trx: Transaction, id: string): Promise<number> {
  const answer = await trx.rawQuery(
    `SELECT MIN(step.open_to) AS openTo FROM (${PLACES_OF_GONE('?')}) path JOIN collections step ON step.id = path.ancestor_id`,
    [id]
  )
  const [found] = (isSqlite() ? answer : answer[0]) as { openTo: number }[]
  return Number(found!.openTo)
}

/** Only what differs from what roles give: mostly nothing. */
async function stepsTo(visitor: Visitor, collections: Owned[], trx?: Transaction): Promise<Step[]> {
  const [gone, living] = [collections.filter(({ deletedAt }) => deletedAt), collections.filter(({ deletedAt }) => !deletedAt)]
  return [
    ...(living.length > 0 ? await read(visitor, PLACES, living, trx) : []),
    ...(gone.length > 0 ? await read(visitor, PLACES_OF_GONE, gone, trx) : []),
  ]
}

const PLACES = (ids: string) => `SELECT collection_id AS id, ancestor_id FROM collection_ancestors WHERE collection_id IN (${ids})`

/** What is deleted stands in nothing any more, but is hidden from those from whom its place was. */
const PLACES_OF_GONE = (ids: string) => `WITH RECURSIVE up (id, ancestor_id, parent_id) AS (
    SELECT id, id, parent_id FROM collections WHERE id IN (${ids})
    UNION ALL SELECT up.id, parent.id, parent.parent_id FROM up JOIN collections parent ON parent.id = up.parent_id
  ) SELECT id, ancestor_id FROM up`

async function read(visitor: Visitor, paths: (ids: string) => string, collections: Owned[], trx?: Transaction): Promise<Step[]> {
  const [isVisitor, bindings] = isNamed('named', visitor)
  const ids = collections.map(({ id }) => id)
  const answer = await (trx ?? db).rawQuery(
    `SELECT path.id AS collectionId, step.id, step.depth, step.open_to AS openTo, named.level, named.may_share AS mayShare
     FROM (${paths(ids.map(() => '?').join(', '))}) path
     JOIN collections step ON step.id = path.ancestor_id
     LEFT JOIN collection_members named ON named.collection_id = step.id AND ${isVisitor}
     WHERE step.open_to < ${MANAGE} OR named.level IS NOT NULL`,
    [...ids, ...bindings]
  )
  return (isSqlite() ? answer : answer[0]) as Step[]
}
