import { v7 } from 'uuid'

/** A new id: UUIDv7, so that rows made later sort later. */
export function newId(): string {
  return v7()
}

/** No id made at or after this moment sorts before it. */
export function firstIdOf(moment: number): string {
  const hex = Math.max(0, Math.floor(moment)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
