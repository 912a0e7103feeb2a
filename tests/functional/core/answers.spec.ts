import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import env from '#start/env'
import { inTransaction } from '#core/database/index'
import { LOGIN_COOKIE } from '#identity'
import { BASE_URL, Program } from '#tests/support/api'
import { loginCookie, makeUser, openBrowser, PASSWORD } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'

/** What `fetch` would put right or refuse to send. */
function raw(
  path: string,
  headers: Record<string, string> = {},
  body: string | Buffer = '',
  method = 'POST'
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: env.port, path, method, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode!, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

test.group('Every answer', (group) => {
  let program: Program
  let id: string
  group.setup(async () => {
    program = await Program.of({ role: 'system-admin' })
    id = (await program.upload(await picture(), 'a.jpg')).body.id
  })

  test('carries the security headers, and is open to no other site: {$self} (T16)')
    .with([
      'GET /sign-in 200',
      'GET / 302',
      'GET /nothing 404',
      'POST /sign-in 403',
      'GET /health/live 200',
      'GET /api/v1/nothing 404',
      'GET /api/v1/me 401',
      'GET /api/v1/me 200',
      'GET /api/v1/assets?limit=x 422',
      'GET /api/v1/assets/:id 200',
      'GET /api/v1/assets/:id/file 200',
      'GET /api/v1/assets/:id/file 206',
      'GET /api/v1/assets/:id/file 304',
      'GET /api/v1/assets/:id/file 416',
      'HEAD /api/v1/assets/:id/file 200',
      'OPTIONS /api/v1/uploads 204',
      'OPTIONS /api/v1/assets 404',
    ])
    .run(async ({ assert }, line) => {
      const [method, path, status] = line.split(' ') as [string, string, string]
      const more: Record<string, Record<string, string>> = {
        206: { range: 'bytes=0-9' },
        304: { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() },
        416: { range: 'bytes=999999999-' },
      }
      const isOpen = !path.startsWith('/api/') || status === '401'
      const response = await fetch(BASE_URL + path.replace(':id', id), {
        method,
        redirect: 'manual',
        headers: {
          accept: 'text/html, application/json',
          origin: 'https://evil.test',
          ...(path.includes('uploads') ? { 'tus-resumable': '1.0.0' } : {}),
          ...(isOpen ? {} : { authorization: `Bearer ${program.token}` }),
          ...more[status],
        },
      })
      assert.equal(response.status, Number(status))
      const policy = response.headers.get('content-security-policy') ?? ''
      assert.match(policy, /frame-ancestors 'none'|sandbox/)
      assert.match(policy, /default-src '(self|none)'/)
      assert.notInclude(policy, 'unsafe-eval')
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
      assert.equal(response.headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.oneOf(response.headers.get('referrer-policy'), ['same-origin', 'no-referrer'])
      assert.isNull(response.headers.get('access-control-allow-origin'))
      assert.isNull(response.headers.get('x-powered-by'))
    })

  test('for one person stays out of caches: {$self} (T40)')
    .with([
      '/api/v1/me',
      '/api/v1/assets',
      '/api/v1/assets/:id',
      '/api/v1/assets/none',
      '/api/v1/assets/:id/file',
      '/account',
      '/nothing.css',
    ])
    .run(async ({ assert }, path) => {
      const { name, value } = await loginCookie(program.user)
      const headers = { 'cookie': `${name}=${value}`, 'x-forwarded-host': 'evil.test', 'accept': 'text/html, application/json' }
      const response = await fetch(BASE_URL + path.replace(':id', id), { headers, redirect: 'manual' })
      const caching = response.headers.get('cache-control') ?? ''
      if (path !== '/nothing.css') assert.match(caching, /private|no-store/)
      assert.notInclude(await response.text(), 'evil.test')
      assert.notInclude([...response.headers.values()].join(), 'evil.test')
    })

  const bearer = () => ({ authorization: `Bearer ${program.token}` })
  const json = { 'content-type': 'application/json' }

  test('to something absurd is a refusal, soon, and tells nothing of the inside: {name} (T33, T51)')
    .with([
      { name: 'JSON of great depth', body: '['.repeat(200_000) + ']'.repeat(200_000), headers: json },
      { name: 'objects of great depth', body: '{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000), headers: json },
      { name: 'very many fields', body: `{${Array.from({ length: 50_000 }, (_, n) => `"f${n}":1`).join()}}`, headers: json },
      { name: 'a bomb', body: gzipSync(Buffer.alloc(50e6, 0x20)), headers: { ...json, 'content-encoding': 'gzip' } },
      { name: 'JSON that is none', body: '{"title": ', headers: json },
      {
        name: 'a prototype',
        body: '{"__proto__":{"title":"x"},"constructor":{"prototype":{"polluted":1}},"title":7}',
        headers: json,
      },
      { name: 'too large', body: `{"title":"${'x'.repeat(3e6)}"}`, headers: json },
      {
        name: 'a form of very many fields',
        body: 'a[b]=1&'.repeat(50_000),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      {
        name: 'a form of great depth',
        body: `a${'[a]'.repeat(50_000)}=1`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { name: 'another kind of body', body: '<a/>', headers: { 'content-type': 'application/xml' } },
      { name: 'packed to nothing', body: 'not gzip', headers: { ...json, 'content-encoding': 'gzip' } },
    ])
    .run(async ({ assert }, { body, headers }) => {
      const started = Date.now()
      const answer = await raw('/api/v1/operations', { ...bearer(), ...headers, 'content-length': String(Buffer.byteLength(body)) }, body)
      assert.isBelow(Date.now() - started, 2000)
      assert.isTrue(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body.slice(0, 300)}`)
      assert.notMatch(answer.body, /node_modules|\/app\/|\.ts:|\bat .+\(|SQLITE|select .+ from/i)
      assert.isUndefined(({} as Record<string, unknown>).polluted)
    })

  test('to an address that is none is a refusal: {$self} (T51)')
    .with(['/%E0%A4%A', '/api/v1/assets/%00', '/api/v1/assets/%2e%2e%2f', '/api/v1/assets?limit[a][b]=1', '/.env', '/.git/config'])
    .run(async ({ assert }, path) => {
      const answer = await raw(path, bearer(), '', 'GET')
      assert.isTrue(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.body.slice(0, 200)}`)
      assert.notMatch(answer.body, /node_modules|\.ts:|SQLITE|select .+ from/i)
    })
})

test.group('What cannot be checked is refused (T70)', () => {
  async function without(table: string, work: () => Promise<void>) {
    const rename = (from: string, to: string) => inTransaction((trx) => trx.rawQuery(`ALTER TABLE ${from} RENAME TO ${to}`))
    await rename(table, 'hidden_away')
    await work().finally(() => rename('hidden_away', table))
  }

  test('tries that cannot be counted open nothing, even with the right password', async ({ assert, client }) => {
    const user = await makeUser()
    const browser = await openBrowser(client)
    await without('rate_limits', async () => {
      const response = await browser.post('/sign-in').form({ email: user.email, password: PASSWORD })
      assert.isAtLeast(response.status(), 500)
      assert.notInclude(String(response.header('set-cookie')), `${LOGIN_COOKIE}=`)
      assert.notMatch(response.text(), /rate_limits|SQLITE|ER_NO_SUCH/)
    })
    assert.isNull(await db.from('sign_ins').where('user_id', user.id).first())
  })

  for (const table of ['role_assignments', 'role_permissions', 'api_tokens'])
    test(`rights that cannot be read are none (${table})`, async ({ assert }) => {
      const program = await Program.of({ role: 'system-admin' })
      await without(table, async () => {
        for (const path of ['/users', '/assets', '/me']) assert.isAtLeast((await program.json(path)).status, 500)
      })
      assert.equal((await program.json('/users')).status, 200)
    })
})
