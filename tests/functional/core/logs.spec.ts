import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { LOGIN_COOKIE } from '#identity'

const EMAIL = 'admin@example.com'
const PASSWORD = 'canary of the long garden walk'

/** A Damson that tells all it can, and what it told. */
async function talkative(cleanup: (work: () => Promise<void>) => void) {
  const dataDir = mkdtempSync(join(tmpdir(), 'damson-logs-'))
  const port = 19_000 + (process.pid % 2000)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'trace',
    HOST: '127.0.0.1',
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${port}`,
    APP_KEY: 'canary-of-the-key-that-seals-cookies',
    DATA_DIR: dataDir,
    DB_CONNECTION: 'sqlite',
    QUEUE_DRIVER: 'database',
    WORKER: 'embedded',
  }
  const told: string[] = []
  const start = (...args: string[]) => {
    const child = spawn('node', args, { cwd: app.makePath(), env, stdio: ['ignore', 'pipe', 'pipe'] })
    const own: string[] = []
    child.stdout.on('data', (chunk) => own.push(String(chunk)))
    child.stderr.on('data', (chunk) => told.push(String(chunk)))
    return { child, own, ended: new Promise((done) => child.once('exit', done)) }
  }
  const server = start('--import=@poppinss/ts-exec', 'bin/server.ts')
  cleanup(async () => {
    server.child.kill('SIGTERM')
    await server.ended
    rmSync(dataDir, { recursive: true, force: true })
  })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 200 && !(await fetch(`${url}/health/ready`).catch(() => null))?.ok; tries += 1) await sleep(100)
  const ace = async (...args: string[]) => {
    const command = start('ace.js', ...args)
    await command.ended
    return command.own.join('').trim()
  }
  return { url, ace, log: () => [...server.own, ...told].join('') }
}

test.group('The log', () => {
  test('holds no secret, however much it tells, and one line for each thing (T49, T50)', async ({ assert, cleanup }) => {
    const { url, ace, log } = await talkative(cleanup)
    await ace('user:create', `--email=${EMAIL}`, `--password=${PASSWORD}`, '--role=system-admin')
    const token = await ace('token:create', `--user=${EMAIL}`, '--name=test')
    assert.match(token, /^dam_/)
    const page = await fetch(`${url}/sign-in`)
    const formToken = /name="csrf-token" content="([^"]+)"/.exec(await page.text())![1]!
    const cookie = page.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ')
    const post = (path: string, fields: Record<string, string>) =>
      fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, 'x-csrf-token': formToken },
        body: new URLSearchParams(fields),
      })
    const signedIn = await post('/sign-in', { email: EMAIL, password: PASSWORD })
    assert.equal(signedIn.status, 302)
    const login = /=([^;]+)/.exec(signedIn.headers.getSetCookie().find((one) => one.startsWith(`${LOGIN_COOKIE}=`))!)![1]!
    await post('/sign-in', { email: EMAIL, password: 'canary-of-a-wrong-password' })
    await fetch(`${url}/reset-password?token=canary-of-a-reset-link`)
    await post('/reset-password', { token: 'canary-of-a-reset-link', password: 'canary-of-a-new-password' })
    await fetch(`${url}/api/v1/me?token=canary-of-a-token-in-an-address`, {
      headers: { authorization: 'Bearer dam_canary-of-a-bad-token' },
    })
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${url}/api/v1/me`, { headers })
    const name = 'a\r\n{"level":30,"msg":"forged by a name"}\u001b[31m.bin'
    const form = new FormData()
    form.append('file', new Blob(['some bytes']), name)
    await fetch(`${url}/api/v1/assets`, { method: 'POST', headers, body: form })
    // One that fails inside: it is logged with all that is known of it.
    await fetch(`${url}/api/v1/assets/%00`, { headers })
    await sleep(1500)

    for (const secret of [token, login, formToken, PASSWORD, 'canary-of']) assert.notInclude(log(), secret)
    assert.include(log(), 'sign-in refused')
    assert.notInclude(log(), '\u001b[31m.bin')
    for (const line of log()
      .split('\n')
      .filter((one) => one.includes('forged by a name')))
      assert.notEqual(JSON.parse(line).msg, 'forged by a name')
  }).timeout(60_000)
})
