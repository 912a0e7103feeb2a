import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for whoever should hold them; the database keeps only their digest. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * A fast digest is enough for a secret of 256 bits, which no one can guess. Looking it up by its digest
 * also tells nothing by time: whoever tries cannot choose the digest.
 */
export function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
