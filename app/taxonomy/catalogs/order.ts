import type { Transaction } from '#core/database/index'
import { CategoryPlaceRefused } from './errors.ts'

type Sibling = { id: string; position: number }

/** Nearer to each other than this, and two would soon have no room between them. */
const NEAREST = 1e-6

/** A position behind all siblings. */
export async function lastPosition(trx: Transaction, siblingOf: string): Promise<number> {
  const last = await trx.from('categories').where('sibling_of', siblingOf).max('position as position').first()
  return Math.floor(Number(last?.position ?? 0)) + 1
}

/** A position directly before this sibling; null is behind all. */
export async function positionBefore(trx: Transaction, siblingOf: string, beforeId: string | null): Promise<number> {
  if (beforeId === null) return lastPosition(trx, siblingOf)
  const [at, previous] = await between(trx, siblingOf, beforeId)
  if (at - previous > NEAREST) return (at + previous) / 2
  await spread(trx, siblingOf)
  const [wide, narrow] = await between(trx, siblingOf, beforeId)
  return (wide + narrow) / 2
}

async function between(trx: Transaction, siblingOf: string, beforeId: string): Promise<[number, number]> {
  const siblings = () => trx.from('categories').where('sibling_of', siblingOf)
  const next = (await siblings().where('id', beforeId).select('id', 'position').first()) as Sibling | null
  if (!next) throw new CategoryPlaceRefused('There is no such category at this place to stand before.', 'before')
  const [previous] = (await siblings()
    .where('position', '<', next.position)
    .orderBy('position', 'desc')
    .limit(1)
    .select('position')) as Sibling[]
  return [Number(next.position), Number(previous?.position ?? Number(next.position) - 2)]
}

/** Gives every sibling room again, in the order in which they stand. */
async function spread(trx: Transaction, siblingOf: string) {
  const rows = (await trx.from('categories').where('sibling_of', siblingOf).orderBy('position').orderBy('id').select('id')) as Sibling[]
  for (let at = 0; at < rows.length; at += 200) {
    const some = rows.slice(at, at + 200)
    const cases = some.map((_, nth) => `WHEN ? THEN ${at + nth + 1}`).join(' ')
    const ids = some.map(({ id }) => id)
    const places = ids.map(() => '?').join(', ')
    await trx.rawQuery(`UPDATE categories SET position = CASE id ${cases} END WHERE id IN (${places})`, [...ids, ...ids])
  }
}
