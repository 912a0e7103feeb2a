import { formToken } from '../core/http.ts'

/** A refusal as the server explains it (RFC 9457). */
export type Refused = { detail?: string; title?: string; errors?: { field: string; message: string }[] }
type Answer<T> = { answer: T; refused: null } | { answer: null; refused: Refused }

/** Asks what AdminJS serves; with a body it is a change, and carries the form token. */
export async function ask<T>(path: string, body?: object): Promise<Answer<T>> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body) Object.assign(headers, { 'content-type': 'application/json', 'x-csrf-token': formToken() })
  const init = { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) }
  const response = await fetch(`/admin/api/resources/${path}`, init).catch(() => null)
  if (response?.status === 401) {
    location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
  }
  const told: unknown = await response?.json().catch(() => null)
  if (response?.ok) return { answer: told as T, refused: null }
  return { answer: null, refused: (told as Refused | null) ?? {} }
}
