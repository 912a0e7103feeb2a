import { createHash } from 'node:crypto'
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { test } from '@japa/runner'
import env from '#start/env'
import { makeToken, makeUser } from '#tests/support/identity'
import { Installation } from '#tests/support/installation'
import { picture } from '#tests/support/pictures'
import { smallDisk } from '#tests/support/small_disk'
import { TcpProxy } from '#tests/support/tcp_proxy'

const onMysql = env.db.connection === 'mysql'

type Answer = { status: number; ms: number; headers: Headers; body: { id: string; code: string; sha256: string; meta?: { total: number } } }

async function ask(damson: Installation, path: string, init: RequestInit = {}): Promise<Answer> {
  const started = Date.now()
  const response = await damson.fetch(path, { signal: AbortSignal.timeout(90_000), ...init })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, ms: Date.now() - started, headers: response.headers, body: isJson ? JSON.parse(text) : { code: text } }
}

async function upload(damson: Installation) {
  const bytes = await picture({ width: 400, height: 300 })
  const form = new FormData()
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'picture.jpg')
  const answer = await ask(damson, '/api/v1/assets', { method: 'POST', body: form })
  return { ...answer, sha256: createHash('sha256').update(bytes).digest('hex') }
}

const change = (damson: Installation, id: string, description: string) =>
  ask(damson, `/api/v1/assets/${id}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ description }),
  })

async function secondsUntilReady(damson: Installation): Promise<number> {
  const started = Date.now()
  while ((await fetch(`${damson.url}/health/ready`)).status !== 200) {
    if (Date.now() - started > 60_000) break
    await sleep(100)
  }
  return (Date.now() - started) / 1000
}

test.group('The database server goes away', (group) => {
  group.tap((one) => one.timeout(180_000).skip(!onMysql, 'this run is without MariaDB'))

  const behindProxy = async (cleanup: (work: () => Promise<void>) => void) => {
    const proxy = new TcpProxy({ host: env.db.host, port: env.db.port })
    const port = await proxy.listen()
    const damson = new Installation({ DB_HOST: '127.0.0.1', DB_PORT: String(port), REDIS_PREFIX: `${env.redis.prefix}-away` })
    cleanup(async () => {
      proxy.restore()
      await damson.remove()
      proxy.close()
    })
    // Made here, because a command would be waited for by the very process that is the network.
    damson.token = await makeToken(await makeUser({ role: 'system-admin' }))
    await damson.start()
    return { proxy, damson }
  }

  test('stopped: it says so, loses nothing that it acknowledged, and goes on by itself when it is back (R15)', async ({
    assert,
    cleanup,
  }) => {
    const { proxy, damson } = await behindProxy(cleanup)
    const kept: { id: string; sha256: string }[] = []
    const refused: Answer[] = []
    const other: number[] = []
    let isOver = false
    const uploading = Array.from({ length: 3 }, async () => {
      while (!isOver) {
        const answer = await upload(damson)
        if (answer.status === 201) kept.push({ id: answer.body.id, sha256: answer.sha256 })
        else if (answer.status === 503) refused.push(answer)
        else other.push(answer.status)
        await sleep(100)
      }
    })
    await sleep(2000)
    proxy.cut()
    await sleep(1000)
    const ready = await fetch(`${damson.url}/health/ready`)
    assert.equal(ready.status, 503)
    assert.isAbove(Number(ready.headers.get('retry-after')), 0)
    assert.equal(((await ready.json()) as { checks: { database: string } }).checks.database, 'failed')
    assert.equal((await fetch(`${damson.url}/health/live`)).status, 200)
    const list = await ask(damson, '/api/v1/assets')
    assert.equal(list.status, 503)
    const page = await fetch(`${damson.url}/`, { headers: { accept: 'text/html', cookie: 'damson=somebody' } })
    assert.equal(page.status, 503)
    assert.include(page.headers.get('content-type'), 'text/html')
    await sleep(4000)
    proxy.restore()
    assert.isBelow(await secondsUntilReady(damson), 10)
    await sleep(2000)
    isOver = true
    await Promise.all(uploading)

    assert.deepEqual(other, [])
    assert.isAbove(refused.length, 0)
    for (const { headers, body } of [...refused, list]) {
      assert.include(headers.get('content-type'), 'application/problem+json')
      assert.equal(body.code, 'unavailable')
      assert.isAbove(Number(headers.get('retry-after')), 0)
    }
    for (const { id, sha256 } of kept) {
      const bytes = Buffer.from(await (await damson.fetch(`/api/v1/assets/${id}/file`)).arrayBuffer())
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256)
    }
    // A commit whose answer was lost may stand; nothing may stand half.
    const { meta } = await damson.json('/api/v1/assets?limit=1')
    assert.isAtLeast(meta.total, kept.length)
    assert.isAtMost(meta.total, kept.length + 3)
    assert.deepEqual(readdirSync(join(damson.dataDir, 'incoming')), [])
    const processing = async () => (await damson.json('/api/v1/assets?processingStatus=processing&limit=1')).meta.total
    for (const deadline = Date.now() + 90_000; (await processing()) > 0 && Date.now() < deadline;) await sleep(500)
    assert.equal(await processing(), 0)
  })

  test('silent: who comes later is not kept waiting for ever, and it goes on by itself (R15)', async ({ assert, cleanup }) => {
    const { proxy, damson } = await behindProxy(cleanup)
    const { body } = await upload(damson)
    proxy.silence()
    const waiting = Array.from({ length: 30 }, () => ask(damson, `/api/v1/assets/${body.id}`))
    const ready = await fetch(`${damson.url}/health/ready`)
    assert.equal(ready.status, 503)
    await sleep(12_000)
    const late = await ask(damson, `/api/v1/assets/${body.id}`)
    assert.equal(late.status, 503)
    assert.isBelow(late.ms, 12_000)
    proxy.restore()
    const answers = await Promise.all(waiting)
    assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [200, 503])
    assert.isBelow(await secondsUntilReady(damson), 10)
    assert.equal((await change(damson, body.id, 'After')).status, 200)
  })
})

test.group('The SQLite file', (group) => {
  group.tap((one) => one.timeout(120_000).skip(onMysql, 'this run is about MariaDB'))

  test('locked by another process: people read on, writes wait, and are refused when it lasts (R15)', async ({ assert, cleanup }) => {
    const damson = new Installation({ DB_CONNECTION: 'sqlite', QUEUE_DRIVER: 'database', WORKER: 'none' })
    cleanup(() => damson.remove())
    await damson.start()
    const { body } = await upload(damson)
    const other = new Sqlite(join(damson.dataDir, 'damson.sqlite'))
    cleanup(() => void other.close())

    other.exec('BEGIN IMMEDIATE')
    const short = change(damson, body.id, 'Waited')
    await sleep(2000)
    assert.equal((await ask(damson, `/api/v1/assets/${body.id}`)).status, 200)
    other.exec('ROLLBACK')
    assert.equal((await short).status, 200)

    other.exec('BEGIN IMMEDIATE')
    const long = change(damson, body.id, 'Never')
    const uploading = upload(damson)
    await sleep(5000)
    const list = await ask(damson, '/api/v1/assets')
    assert.equal(list.status, 200)
    assert.isBelow(list.ms, 1000)
    for (const answer of [await long, await uploading]) {
      assert.equal(answer.status, 503)
      assert.equal(answer.body.code, 'busy')
      assert.include(answer.headers.get('content-type'), 'application/problem+json')
      assert.isAbove(Number(answer.headers.get('retry-after')), 0)
    }
    assert.deepEqual(readdirSync(join(damson.dataDir, 'incoming')), [])
    other.exec('ROLLBACK')
    assert.equal((await change(damson, body.id, 'After')).status, 200)
    assert.equal((await damson.json('/api/v1/assets')).meta.total, 1)
  })

  test('on a full disk: writes are refused, people read on, and it goes on by itself (R4, T54)', async ({ assert, cleanup }) => {
    const disk = smallDisk(300)
    const damson = new Installation({ DB_CONNECTION: 'sqlite', QUEUE_DRIVER: 'database', WORKER: 'none' }, disk.folder)
    cleanup(async () => {
      await damson.stop()
      disk.remove()
    })
    await damson.start()
    const { body } = await upload(damson)
    const filler = join(disk.folder, 'filler')
    const { bavail, bsize } = statfsSync(disk.folder)
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 4096))
    const codes = new Set<string>()
    // The log has room for some more before it must grow.
    for (let nth = 0; nth < 400 && !codes.has('503 database_full'); nth += 1) {
      const answer = await change(damson, body.id, `${nth} ${'long '.repeat(900)}`)
      codes.add(answer.status === 200 ? '200' : `${answer.status} ${answer.body.code}`)
    }
    assert.isTrue(codes.has('503 database_full'), [...codes].join())
    assert.isEmpty([...codes].filter((code) => !['200', '503 database_full'].includes(code)))
    assert.equal((await ask(damson, `/api/v1/assets/${body.id}`)).status, 200)
    rmSync(filler)
    assert.equal((await change(damson, body.id, 'After')).status, 200)
    assert.equal((await damson.json(`/api/v1/assets/${body.id}`)).description, 'After')
  }).skip(onMysql || !smallDisk.isPossible(), 'only root on Linux can mount a small disk')
})
