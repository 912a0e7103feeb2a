import { keyOf } from '../key.ts'
import User from '../models/user.ts'

/** A person by e-mail address or id, as an operator names one. */
export async function findUserNamed(emailOrId: string): Promise<User> {
  const user = await User.query().where('email_key', keyOf(emailOrId)).orWhere('id', emailOrId).first()
  if (!user) throw new Error(`There is nobody with the e-mail address or id "${emailOrId}".`)
  return user
}
