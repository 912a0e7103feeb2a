import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import env from '#start/env'
import { Installation } from '#tests/support/installation'
import { picture } from '#tests/support/pictures'

const TWO_MINUTES = 120_000

/** An installation of its own on the database and the queue that this run is about. */
function installation(more: NodeJS.ProcessEnv = {}) {
  // The MariaDB run shares its database with the other tests; a SQLite file is the installation's own.
  return new Installation({
    DB_CONNECTION: 'sqlite',
    QUEUE_DRIVER: env.queue.driver,
    REDIS_PREFIX: `${env.redis.prefix}-resilience-${Date.now()}`,
    ...more,
  })
}

test.group('What dies at the wrong moment', () => {
  const upload = async (damson: Installation, count: number) => {
    const sent: { id: string; sha256: string }[] = []
    for (let index = 0; index < count; index += 1) {
      const bytes = await picture({ width: 1600, height: 1200 })
      const form = new FormData()
      form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), `picture-${index}.jpg`)
      const response = await damson.fetch('/api/v1/assets', { method: 'POST', body: form }).catch(() => null)
      if (response?.status !== 201) continue
      const { id } = (await response.json()) as { id: string }
      sent.push({ id, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
    return sent
  }
  const settled = async (damson: Installation, sent: { id: string }[]) => {
    const deadline = Date.now() + TWO_MINUTES
    for (;;) {
      const assets = await Promise.all(sent.map(({ id }) => damson.json(`/api/v1/assets/${id}`)))
      if (assets.every(({ processingStatus }) => processingStatus === 'ready')) return assets
      if (Date.now() > deadline) return assets
      await sleep(500)
    }
  }

  test('a worker killed again and again leaves every asset ready (R8)', async ({ assert, cleanup }) => {
    const damson = installation()
    cleanup(() => damson.remove())
    await damson.start()
    const sent = await upload(damson, 12)
    for (let kills = 0; kills < 3; kills += 1) {
      const worker = damson.workerPid
      if (worker) process.kill(worker, 'SIGKILL')
      await sleep(1500)
    }
    for (const asset of await settled(damson, sent)) assert.equal(asset.processingStatus, 'ready', asset.fileName)
  }).timeout(TWO_MINUTES + 60_000)

  test('a web process killed among uploads keeps all it acknowledged, byte for byte (R1)', async ({ assert, cleanup }) => {
    const damson = installation()
    cleanup(() => damson.remove())
    await damson.start()
    const sending = upload(damson, 20)
    await sleep(700)
    await damson.kill()
    const sent = await sending
    await damson.start()
    for (const { id, sha256 } of sent) {
      const bytes = Buffer.from(await (await damson.fetch(`/api/v1/assets/${id}/file`)).arrayBuffer())
      assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256)
    }
    const { meta } = await damson.json('/api/v1/assets?limit=1')
    assert.isAtLeast(meta.total, sent.length)
    for (const asset of await settled(damson, sent)) assert.equal(asset.processingStatus, 'ready', asset.fileName)
    assert.equal(JSON.parse(damson.ace('storage:check', '--json')).missing.length, 0)
  }).timeout(TWO_MINUTES + 60_000)
})
