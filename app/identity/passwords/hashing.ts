import { availableParallelism } from 'node:os'
import hash from '@adonisjs/core/services/hash'
import { TooManyAtOnce } from '../errors.ts'
import { newSecret } from '../secret.ts'
import { normalisePassword } from './password_rules.ts'

/**
 * A hashing takes a core for 40 ms, and one of the four threads that files are read by. However many people, or
 * programs with many addresses, sign in at once: downloads go on beside them.
 */
const AT_ONCE = Math.max(1, Math.min(2, availableParallelism() >> 1))
/** About four seconds of waiting. */
const LONGEST_LINE = 100 * AT_ONCE

let nobodys: Promise<string> | undefined
let running = 0
const line: (() => void)[] = []

export function hashPassword(password: string): Promise<string> {
  return inLine(() => hash.make(normalisePassword(password)))
}

/**
 * Whether the password belongs to the hash. Without a hash it takes the same time and answers no, so that
 * the clock does not tell which addresses have an account.
 */
export async function isPasswordOf(passwordHash: string | null, password: string): Promise<boolean> {
  const dummy = await (nobodys ??= hash.make(newSecret()))
  const matches = await inLine(() => hash.verify(passwordHash ?? dummy, normalisePassword(password)))
  return passwordHash !== null && matches
}

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (line.length >= LONGEST_LINE) throw new TooManyAtOnce()
  if (running >= AT_ONCE) await new Promise<void>((resolve) => line.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    // The place goes to who waits longest.
    const next = line.shift()
    if (next) next()
    else running -= 1
  }
}
