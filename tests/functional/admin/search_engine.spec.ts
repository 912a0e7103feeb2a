import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import env from '#start/env'
import { Installation } from '#tests/support/installation'
import { picture } from '#tests/support/pictures'
import { TypesenseStub } from '#tests/support/typesense_stub'
import { ace, aceJson } from './command_line.ts'

type Finding = { subject: string; state: string; detail: string }

test.group('An installation that searches by Typesense', (group) => {
  let stub: TypesenseStub
  let damson: Installation
  let settings: Record<string, string>

  group.tap((one) => one.timeout(120_000))
  group.setup(async () => {
    stub = await new TypesenseStub().start()
    const search = { SEARCH: 'typesense', TYPESENSE_URL: stub.url, TYPESENSE_API_KEY: stub.key, TYPESENSE_PREFIX: 'test' }
    damson = new Installation({ ...search, REDIS_PREFIX: `${env.redis.prefix}-search` })
    settings = { ...search, DATA_DIR: damson.dataDir, NODE_ENV: 'production' }
    await damson.start()
    return async () => {
      await damson.remove()
      await stub.stop()
    }
  })

  const upload = async (name: string, width: number) => {
    const form = new FormData()
    form.append('name', name)
    form.append('file', new Blob([(await picture({ width, height: 40 })) as Uint8Array<ArrayBuffer>]), 'picture.jpg')
    return (await damson.json<{ id: string }>('/api/v1/assets', { method: 'POST', body: form })).id
  }
  const searching = async (text: string) => {
    const { data, meta } = await damson.json(`/api/v1/assets?text=${text}`)
    return { names: (data as { name: string }[]).map(({ name }) => name), search: meta.search as string | undefined }
  }
  const until = async (isSo: () => unknown) => {
    for (let tries = 0; tries < 300 && !(await isSo()); tries += 1) await sleep(100)
  }
  const ready = () => damson.json('/health/ready')
  // In processes that do not stand in the way of the stub, which answers from this one.
  const report = async <Report = Record<string, unknown>>(command: string) => (await aceJson<Report>([command], settings)).report
  const found = async (subject: string) => {
    const { findings } = await report<{ findings: Finding[] }>('doctor')
    return findings.find((one) => one.subject === subject)!
  }

  test('begins with the database, until an index is built', async ({ assert }) => {
    await upload('Lighthouse', 41)
    assert.deepEqual(await searching('lighthouse'), { names: ['Lighthouse'], search: 'fallback' })
    assert.deepInclude(await ready(), { status: 'degraded' })
    const { state, detail } = await found('search')
    assert.equal(state, 'problem')
    assert.include(detail, 'node ace search:rebuild')
    assert.deepInclude(await report('search:rebuild'), { engine: 'plugin', documents: 1 })
    await until(async () => (await searching('lighthouse')).search === undefined)
    assert.deepEqual(await searching('lighthouse'), { names: ['Lighthouse'], search: undefined })
    assert.deepInclude(await ready(), { status: 'ready' })
    assert.deepInclude(await report('search:check'), { missing: 0, stale: 0, surplus: 0 })
  })

  test('its worker tells of changes', async ({ assert }) => {
    const id = await upload('Harbour', 42)
    await until(() => stub.documents().has(id))
    assert.deepEqual(await searching('harbour'), { names: ['Harbour'], search: undefined })
    assert.include(await found('search'), { state: 'ok' })
  })

  test('away, killed, and back: nothing is lost, and it says so meanwhile', async ({ assert }) => {
    await stub.stop()
    const id = await upload('Quay', 43)
    assert.deepEqual(await searching('quay'), { names: ['Quay'], search: 'fallback' })
    const { status, checks } = await ready()
    assert.equal(status, 'degraded')
    assert.equal(checks.search, 'failed')
    const { state, detail } = await found('search')
    assert.equal(state, 'problem')
    assert.match(detail, /[1-9]\d* changes wait/)
    await damson.kill()
    await damson.start()
    await stub.start()
    await until(() => stub.documents().has(id))
    assert.isTrue(stub.documents().has(id))
    await until(async () => (await searching('quay')).search === undefined)
    assert.deepEqual(await searching('quay'), { names: ['Quay'], search: undefined })
    assert.deepInclude(await report('search:check'), { missing: 0, stale: 0, surplus: 0, waiting: 0 })
    assert.isEmpty(stub.violations)
  })

  test('what is wrong is said by the exit code, and the key is said to nobody', async ({ assert }) => {
    stub.documents().clear()
    const checked = await ace(['search:check'], settings)
    assert.equal(checked.code, 1)
    assert.include(checked.stdout, '3 are missing')
    assert.deepInclude(await report('search:check'), { missing: 3 })
    const plugins = await ace(['plugins:check'], settings)
    assert.include(plugins.stdout, 'typesense (search_typesense, search)')
    for (const output of [plugins.stdout + plugins.stderr, JSON.stringify(await report('doctor'))]) assert.notInclude(output, stub.key)
    const rebuilt = await ace(['search:rebuild'], settings)
    assert.include(rebuilt.stdout, 'built anew of 3 assets')
    assert.equal(stub.documents().size, 3)
  })
})
