import { say } from './words.ts'

type FieldError = { field: string; message: string }

/** A refusal as the server explains it (RFC 9457). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]

  constructor(status: number, problem: { code?: string; detail?: string; title?: string; errors?: FieldError[] }) {
    super(problem.detail ?? problem.title ?? say('failed'))
    this.status = status
    this.code = problem.code ?? 'unknown'
    this.errors = problem.errors ?? []
  }
}

export function formToken(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? ''
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('x-csrf-token', formToken())
  const response = await fetch(url, { credentials: 'same-origin', ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(0, { code: 'offline', detail: say('offline') })
  })
  if (response.status === 401 || (response.redirected && new URL(response.url).pathname === '/sign-in')) {
    throw new Refusal(401, { code: 'signed_out', detail: say('signed_out') })
  }
  if (response.ok) return response
  const problem = response.headers.get('content-type')?.includes('json') ? await response.json().catch(() => ({})) : {}
  throw new Refusal(response.status, problem as object)
}

/** A call of the REST API. */
export async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<{ body: T; etag: string | null }> {
  const response = await ask(`/api/v1${path}`, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { body: (text ? JSON.parse(text) : null) as T, etag: response.headers.get('etag') }
}

/** A part of a page, drawn by the server. */
export async function fragment(
  href: string,
  name: string,
  options: { signal?: AbortSignal; headers?: Record<string, string> } = {}
): Promise<Document> {
  const response = await ask(href, {
    headers: { 'accept': 'text/html', 'x-fragment': name, ...options.headers },
    signal: options.signal ?? null,
  })
  return new DOMParser().parseFromString(await response.text(), 'text/html')
}
