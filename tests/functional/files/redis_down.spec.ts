import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import env from '#start/env'
import { Installation } from '#tests/support/installation'
import { picture } from '#tests/support/pictures'

const REDIS = '/usr/bin/redis-server'

test.group('Redis goes away', () => {
  test('reading and uploading go on, and what waited is done when it is back (R16)', async ({ assert, cleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'damson-redis-'))
    // Below the ports that the system gives to clients: one that keeps trying a closed port of those would at last reach itself.
    const port = 31_000 + (process.pid % 1700)
    let redis: ChildProcess | null = null
    const startRedis = () => {
      redis = spawn(REDIS, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], {
        stdio: 'ignore',
      })
    }
    startRedis()
    const damson = new Installation({ DB_CONNECTION: 'sqlite', QUEUE_DRIVER: 'bull', REDIS_HOST: '127.0.0.1', REDIS_PORT: String(port) })
    cleanup(async () => {
      await damson.remove()
      redis?.kill('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    })
    await damson.start()
    const upload = async () => {
      const form = new FormData()
      form.append('file', new Blob([(await picture({ width: 800, height: 600 })) as Uint8Array<ArrayBuffer>]), 'picture.jpg')
      const response = await damson.fetch('/api/v1/assets', { method: 'POST', body: form, signal: AbortSignal.timeout(10_000) })
      return { status: response.status, id: ((await response.json()) as { id: string }).id }
    }
    const before = await upload()
    assert.equal(before.status, 201)
    redis!.kill('SIGKILL')
    await sleep(500)
    const during = await upload()
    assert.equal(during.status, 201)
    assert.equal((await damson.fetch(`/api/v1/assets/${during.id}/file`)).status, 200)
    const ready = await fetch(`${damson.url}/health/ready`)
    assert.equal(ready.status, 200)
    assert.equal(((await ready.json()) as { status: string }).status, 'degraded')

    startRedis()
    const deadline = Date.now() + 120_000
    const statuses = async () =>
      Promise.all([before, during].map(async ({ id }) => (await damson.json(`/api/v1/assets/${id}`)).processingStatus))
    while ((await statuses()).some((status) => status !== 'ready') && Date.now() < deadline) await sleep(500)
    assert.deepEqual(await statuses(), ['ready', 'ready'])
  })
    .timeout(180_000)
    .skip(env.queue.driver !== 'bull' || !existsSync(REDIS), 'this run is without Redis')
})
