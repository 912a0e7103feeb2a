import { Problem } from '#core/http/index'
import type { AssetSort } from './asset_query.ts'

/** Where a page ends: the values of its last row by which the list is sorted, or how far in for ranked results. */
export type Cursor = { sort: AssetSort | 'relevance'; value: string | number; id: string }

export function writeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.sort, cursor.value, cursor.id])).toString('base64url')
}

export function readCursor(text: string, sort: Cursor['sort']): Cursor {
  try {
    const [of, value, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[]
    const isValue = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
    if (of === sort && isValue && typeof id === 'string') return { sort, value, id }
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
