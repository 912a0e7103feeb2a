import limiter from '@adonisjs/limiter/services/main'
import { isIPv6 } from 'node:net'
import { TooManyTries } from './errors.ts'
import { digest } from './secret.ts'

type Limit = { name: string; tries: number; seconds: number; doing: string }

const QUARTER_HOUR = 15 * 60

/** Per account *and* address: whoever tries from elsewhere cannot lock the owner out. */
export const SIGN_IN_TRIES: Limit = { name: 'sign-in', tries: 10, seconds: QUARTER_HOUR, doing: 'sign in' }
/** One password tried on many accounts. Wide enough for an office behind one address. */
export const SIGN_IN_TRIES_OF_ADDRESS: Limit = { name: 'sign-ins', tries: 100, seconds: QUARTER_HOUR, doing: 'sign in' }
export const RESETS_OF_ADDRESS: Limit = { name: 'resets', tries: 10, seconds: QUARTER_HOUR, doing: 'reset a password' }
export const RESETS_OF_ACCOUNT: Limit = { name: 'reset', tries: 3, seconds: 60 * 60, doing: 'reset this password' }
/** Whoever sits at an open browser should not find out the password by trying. */
export const PASSWORD_CONFIRMATIONS: Limit = { name: 'confirm', tries: 10, seconds: QUARTER_HOUR, doing: 'confirm your password' }
export const LINK_TRIES: Limit = { name: 'links', tries: 50, seconds: QUARTER_HOUR, doing: 'open links' }

/** Counts a try, and refuses one too many. Counted before the work, so that parallel tries all count. */
export async function countTry(limit: Limit, ...about: string[]) {
  const counted = await storeOf(limit).increment(keyOfTry(limit, about))
  if (counted.consumed > limit.tries) throw new TooManyTries(limit.doing, counted.availableIn)
}

export async function forgetTries(limit: Limit, ...about: string[]) {
  await storeOf(limit).delete(keyOfTry(limit, about))
}

/** One holder of IPv6 has a whole /64 to try from: it counts as one address. */
export function networkOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head, tail = ''] = plain.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length
  const full = plain.includes('::') ? [...groups, ...Array<string>(missing).fill('0')] : groups
  return `${full
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

function storeOf({ tries, seconds }: Limit) {
  return limiter.use({ requests: tries, duration: seconds })
}

/** Digested: an address typed by a stranger has no place in the table, whatever its length. */
function keyOfTry(limit: Limit, about: string[]): string {
  return `${limit.name}:${digest(about.join('\n')).slice(0, 40)}`
}
