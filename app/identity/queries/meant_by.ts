import db from '@adonisjs/lucid/services/db'
import { keyOf } from '../key.ts'

export type Meant = { userId: string | null; groupId: string | null; name: string }

/**
 * The people who can sign in, and the groups, that are meant by an id, an e-mail address or a whole name: one where it is
 * clear. Nothing is matched in part: that would tell who there is.
 */
export async function meantBy(who: string): Promise<Meant[]> {
  const [people, groups] = await Promise.all([
    db
      .from('users')
      .where('status', 'active')
      .where((named) => {
        named.where('id', who).orWhere('email_key', keyOf(who))
        named.orWhereRaw('lower(name) = ?', [who.trim().toLowerCase()])
      })
      .orderBy('id')
      .limit(10)
      .select('id', 'name', 'email_key'),
    db.from('user_groups').where('id', who).orWhere('name_key', keyOf(who)).select('id', 'name'),
  ])
  const byAddress = people.filter((one) => one.id === who || one.email_key === keyOf(who))
  return [
    ...(byAddress.length > 0 ? byAddress : people).map(({ id, name }) => ({ userId: id as string, groupId: null, name: name as string })),
    ...groups.map(({ id, name }) => ({ userId: null, groupId: id as string, name: name as string })),
  ]
}
