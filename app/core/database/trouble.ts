import { isBusy } from './sqlite.ts'

/** Why the database could not do what was asked, where the same may succeed later. */
export type Trouble = 'busy' | 'away' | 'full'

/** Two transactions stood in each other's way, and the database undid this one as a whole. */
const COLLISIONS = ['ER_LOCK_DEADLOCK', 'ER_CHECKREAD']

const CODES: Record<string, Trouble> = {
  ...Object.fromEntries(COLLISIONS.map((code) => [code, 'busy'])),
  ER_LOCK_WAIT_TIMEOUT: 'busy',
  ER_CON_COUNT_ERROR: 'busy',
  ER_TOO_MANY_USER_CONNECTIONS: 'busy',
  ER_DISK_FULL: 'full',
  ER_RECORD_FILE_FULL: 'full',
  ER_SERVER_SHUTDOWN: 'away',
  ER_QUERY_INTERRUPTED: 'away',
  ER_CONNECTION_KILLED: 'away',
  // A server that was made read-only: a replica not promoted yet, a disk that failed.
  ER_OPTION_PREVENTS_STATEMENT: 'away',
}
const FAMILIES: [RegExp, Trouble][] = [
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(IOERR|CANTOPEN|READONLY)/, 'away'],
  [/^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|PROTOCOL_.+)$/, 'away'],
]

export function troubleOf(error: unknown): Trouble | null {
  const { code, name, fatal } = (error ?? {}) as { code?: unknown; name?: unknown; fatal?: unknown }
  // Every connection is in use, and none came free in time.
  if (name === 'KnexTimeoutError' || isBusy(error)) return 'busy'
  const known = typeof code === 'string' ? (CODES[code] ?? FAMILIES.find(([pattern]) => pattern.test(code))?.[1]) : undefined
  // What mysql2 calls fatal has ended its connection, whatever the code.
  return known ?? (fatal === true ? 'away' : null)
}

/** Whether the database ended this transaction for the sake of another. Done again at once, it may well succeed. */
export function isCollision(error: unknown): boolean {
  return COLLISIONS.includes((error as { code?: string } | null)?.code ?? '')
}
