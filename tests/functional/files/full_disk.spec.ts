import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { Installation } from '#tests/support/installation'
import { smallDisk } from '#tests/support/small_disk'

test.group('A full disk', () => {
  test('refuses uploads with its reason, leaves nothing of them, reads on and recovers by itself (R4)', async ({ assert, cleanup }) => {
    const disk = smallDisk(240)
    const damson = new Installation({ DB_CONNECTION: 'sqlite', QUEUE_DRIVER: 'database', WORKER: 'none' }, disk.folder)
    cleanup(async () => {
      await damson.stop()
      disk.remove()
    })
    await damson.start()
    const upload = async (megabytes: number) => {
      const form = new FormData()
      form.append('file', new Blob([Buffer.alloc(megabytes * 1024 * 1024, Math.random().toString())]), 'data.bin')
      const response = await damson.fetch('/api/v1/assets', { method: 'POST', body: form })
      return { status: response.status, body: (await response.json()) as { id: string; code: string; detail: string } }
    }
    const first = await upload(10)
    assert.equal(first.status, 201)
    await upload(32)
    await sleep(1100)
    const refused = await upload(5)
    assert.equal(refused.status, 507)
    assert.equal(refused.body.code, 'storage_full')
    assert.include(refused.body.detail, 'full')
    assert.lengthOf(readdirSync(join(disk.folder, 'incoming')), 0)
    const { meta } = await damson.json('/api/v1/assets')
    assert.isAtMost(meta.total, 2)
    assert.equal((await damson.fetch(`/api/v1/assets/${first.body.id}/file`)).status, 200)

    disk.resize(400)
    await sleep(1100)
    assert.equal((await upload(5)).status, 201)
  })
    .timeout(60_000)
    .skip(!smallDisk.isPossible(), 'only root on Linux can mount a small disk')
})
