import { keyOf } from '../key.ts'
import User from '../models/user.ts'

const MOST = 100

/** Who is meant by a whole name or e-mail address. Nothing is matched in part: that would tell who there is. */
export async function peopleCalled(nameOrEmail: string): Promise<string[]> {
  const people = await User.query()
    .where('email_key', keyOf(nameOrEmail))
    .orWhereRaw('lower(name) = ?', [nameOrEmail.trim().toLowerCase()])
    .select('id')
    .limit(MOST)
  return people.map(({ id }) => id)
}
