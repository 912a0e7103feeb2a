import { Problem } from './problem.ts'

/** Where a page ends: the value by which the list is sorted and the id of its last row, or how far in for ranked results. */
export type Cursor = { value: string | number; id: string }

/** `list` names the list and its order: a cursor of one is none of another. */
export function writeCursor(list: string, { value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([list, value, id])).toString('base64url')
}

export function readCursor(text: string, list: string): Cursor {
  try {
    const [of, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    const isValue = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
    if (of === list && isValue && typeof id === 'string') return { value, id }
  } catch {
    // Told below, the same for every kind of nonsense.
  }
  throw new Problem({
    status: 422,
    code: 'invalid_cursor',
    title: 'Unknown page',
    detail: 'The cursor does not belong to this list and sort order. Start again without it, and use `meta.next` as it is.',
    errors: [{ field: 'cursor', message: 'Not a cursor of this list.' }],
  })
}
