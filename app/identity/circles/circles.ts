import db from '@adonisjs/lucid/services/db'
import { newId, type Transaction } from '#core/database/index'
import { groupsOfBrand } from '../queries/groups_of_brand.ts'
import { peopleOfBrand } from '../queries/people_of_brand.ts'
import { NotOfBrand } from '../errors.ts'

/** Who is in a circle, by their ids. */
export type CircleMembers = { users: string[]; groups: string[] }

export type Named = { id: string; name: string }

/** A circle as people read it. */
export type CircleJson = { users: Named[]; groups: Named[] }

/** A new circle, within another one or none. */
export async function drawCircle(trx: Transaction, { brandId, outerId }: { brandId: string; outerId: string | null }): Promise<string> {
  const [id, now] = [newId(), Date.now()]
  await trx.table('circles').insert({ id, brand_id: brandId, outer_id: outerId, created_at: now, updated_at: now })
  return id
}

/** Says who is in a circle, and no longer who was. */
export async function fillCircle(trx: Transaction, id: string, { users, groups }: CircleMembers) {
  await trx.from('circle_members').where('circle_id', id).delete()
  const rows = [
    ...users.map((userId) => ({ id: newId(), circle_id: id, user_id: userId, group_id: null })),
    ...groups.map((groupId) => ({ id: newId(), circle_id: id, user_id: null, group_id: groupId })),
  ]
  for (let at = 0; at < rows.length; at += 200) await trx.table('circle_members').multiInsert(rows.slice(at, at + 200))
  await trx
    .from('circles')
    .where('id', id)
    .update({ revision: trx.raw('revision + 1'), updated_at: Date.now() })
}

/** Ends a circle; what was within it is within what was around it. */
export async function endCircle(trx: Transaction, id: string) {
  const { outer_id: outerId } = await trx.from('circles').where('id', id).select('outer_id').firstOrFail()
  await trx.from('circles').where('outer_id', id).update({ outer_id: outerId })
  await trx.from('circles').where('id', id).delete()
}

/** The circle around this one. */
export async function outerOf(trx: Transaction, id: string): Promise<string | null> {
  const { outer_id: outerId } = await trx.from('circles').where('id', id).select('outer_id').firstOrFail()
  return outerId as string | null
}

/** Puts those of these circles that are directly within one into another one. */
export async function moveCircles(trx: Transaction, ids: string[], from: string | null, to: string | null) {
  for (let at = 0; at < ids.length; at += 500) {
    const some = trx.from('circles').whereIn('id', ids.slice(at, at + 500))
    if (from === null) some.whereNull('outer_id')
    else some.where('outer_id', from)
    await some.update({ outer_id: to })
  }
}

/** Whether others are within it. */
export async function isAround(trx: Transaction, id: string): Promise<boolean> {
  return Boolean(await trx.from('circles').where('outer_id', id).select('id').first())
}

export async function circleRevision(trx: Transaction | typeof db, id: string): Promise<number> {
  const row = await trx.from('circles').where('id', id).select('revision').first()
  return Number(row?.revision ?? 0)
}

/** Who is in each of these circles, by name. */
export async function circlesNamed(ids: string[], client: Transaction | typeof db = db): Promise<Map<string, CircleJson>> {
  const of = async (table: string, column: string) =>
    (await client
      .from('circle_members as m')
      .join(`${table} as h`, 'h.id', `m.${column}`)
      .whereIn('m.circle_id', ids)
      .orderBy('h.name')
      .orderBy('h.id')
      .select('m.circle_id as circleId', 'h.id', 'h.name')) as (Named & { circleId: string })[]
  const [users, groups] = [await of('users', 'user_id'), await of('user_groups', 'group_id')]
  const within = (rows: (Named & { circleId: string })[], circle: string) =>
    rows.filter(({ circleId }) => circleId === circle).map(({ id, name }) => ({ id, name }))
  return new Map(ids.map((id) => [id, { users: within(users, id), groups: within(groups, id) }]))
}

/** Refuses people who do not see the brand, and groups whose role does not include it; those who are in the circle already may stay. */
export async function requireMembers(trx: Transaction, brandId: string, wanted: CircleMembers, kept: CircleMembers) {
  const newUsers = wanted.users.filter((id) => !kept.users.includes(id))
  const newGroups = wanted.groups.filter((id) => !kept.groups.includes(id))
  const people = await peopleOfBrand(brandId, { ids: newUsers, limit: newUsers.length, trx })
  const groups = await groupsOfBrand(brandId, { ids: newGroups, trx })
  const unknown = (ids: string[], known: Named[]) => ids.find((id) => !known.some((one) => one.id === id))
  const user = unknown(newUsers, people)
  if (user) throw new NotOfBrand('users', user)
  const group = unknown(newGroups, groups)
  if (group) throw new NotOfBrand('groups', group)
}
