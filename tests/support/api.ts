import type { User, Permission } from '#identity'
import env from '#start/env'
import { makeToken, makeUser } from '#tests/support/identity'

export const BASE_URL = `http://127.0.0.1:${env.port}`

type Init = RequestInit & { json?: unknown }

/** A program that calls the REST API with a token of this person. */
export class Program {
  readonly user: User
  readonly token: string

  constructor(user: User, token: string) {
    this.user = user
    this.token = token
  }

  static async of(wanted: Parameters<typeof makeUser>[0] = {}, scopes: Permission[] | null = null): Promise<Program> {
    const user = await makeUser(wanted)
    return new Program(user, await makeToken(user, scopes))
  }

  fetch(path: string, { json, ...init }: Init = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${this.token}`)
    if (json !== undefined) headers.set('content-type', 'application/json')
    return fetch(`${BASE_URL}${path.startsWith('/api') ? path : `/api/v1${path}`}`, {
      ...init,
      headers,
      body: json === undefined ? init.body : JSON.stringify(json),
    })
  }

  async json<T = Record<string, any>>(path: string, init: Init = {}): Promise<{ status: number; headers: Headers; body: T }> {
    const response = await this.fetch(path, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text ? JSON.parse(text) : null) as T }
  }

  upload(content: string | Uint8Array, fileName: string, fields: Record<string, string> = {}) {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([content as Uint8Array<ArrayBuffer>]), fileName)
    return this.json('/assets', { method: 'POST', body: form })
  }
}
