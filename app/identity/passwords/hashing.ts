import hash from '@adonisjs/core/services/hash'
import { newSecret } from '../secret.ts'
import { normalisePassword } from './password_rules.ts'

let nobodys: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return hash.make(normalisePassword(password))
}

/**
 * Whether the password belongs to the hash. Without a hash it takes the same time and answers no, so that
 * the clock does not tell which addresses have an account.
 */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const dummy = await (nobodys ??= hash.make(newSecret()))
  const matches = await hash.verify(passwordHash ?? dummy, normalisePassword(password))
  return passwordHash !== null && matches
}
