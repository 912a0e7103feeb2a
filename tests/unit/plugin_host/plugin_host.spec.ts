import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test } from '@japa/runner'
import { definePlugin, PluginError, type Recipe } from '@damson/sdk'
import { drawnPixels, storageContract, testContext } from '@damson/sdk/testing'
import { PluginConfigInvalid, PluginHost, type PluginsConfig } from '#plugin_host'

const drawer = () => import('../../fixtures/plugins/damson-plugin-drawer/index.js')
const SECRET = 'sesame-5481'
const bytes = Buffer.from('stone fruit')
const expected = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
const png: Recipe = { kind: 'image', fit: 'inside', format: 'png', quality: 80 }

function configOf(options: Record<string, unknown>, more: Partial<PluginsConfig> = {}): PluginsConfig {
  return {
    instances: { oak: { plugin: drawer, options: { label: 'oak', password: SECRET, ...options } } },
    bindings: { storage: 'oak', preview: [], export: ['oak'] },
    deadlines: { call: 40, put: 40, media: 40 },
    ...more,
  }
}

function put(host: PluginHost) {
  return host.storage().put('a/b', { stream: Readable.from([bytes], { objectMode: false }) }, expected)
}

/** What an error would show in a log: its message, stack and causes. */
function shown(error: unknown): string {
  let text = ''
  for (let at = error as Error | undefined; at; at = at.cause as Error | undefined)
    text += `${at.message}\n${at.stack}\n${JSON.stringify(at)}\n`
  return text
}

async function failureOf(work: Promise<unknown>): Promise<PluginError & Error> {
  return work.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: unknown) => error as PluginError
  )
}

test.group('A misconfigured plugin', () => {
  test('is refused with the instance and the field, and without its secret', async ({ assert }) => {
    const error = await failureOf(PluginHost.load(configOf({ label: undefined, mood: 'elated' })))
    assert.instanceOf(error, PluginConfigInvalid)
    assert.include(error.message, 'instances.oak.options.label: The label field must be defined')
    assert.include(error.message, 'instances.oak.options.mood: The mood must be one of')
    assert.notInclude(shown(error), SECRET)
  })

  test('is refused when it cannot be loaded, is no plugin, or is made for another version', async ({ assert }) => {
    const plugin = definePlugin({ name: 'newer', sdk: 2, options: { validate: async () => ({}) }, provides: {} })
    const instances = {
      gone: { plugin: () => Promise.reject(new Error('Cannot find package')) },
      other: { plugin: async () => ({ default: { hello: 'world' } }) },
      newer: { plugin: async () => ({ default: plugin }) },
    }
    const error = await failureOf(PluginHost.load({ instances, bindings: { storage: 'gone', preview: [], export: [] } }))
    assert.include(error.message, 'instances.gone.plugin cannot be loaded: Cannot find package')
    assert.include(error.message, 'instances.other.plugin does not export a plugin')
    assert.include(error.message, '"newer" was made for version 2 of the SDK; this is version 1')
  })

  test('is refused when it is bound to what it does not provide, or does not exist', async ({ assert }) => {
    const bindings = { storage: 'elm', preview: ['oak'], export: ['oak'] }
    const error = await failureOf(PluginHost.load(configOf({}, { bindings })))
    assert.include(error.message, 'bindings.storage: there is no instance "elm"')
    assert.include(error.message, 'bindings.preview: "oak" (damson_plugin_drawer) does not provide preview')
  })
})

test.group('A misbehaving plugin', (group) => {
  let folder: string
  group.each.setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'damson-host-'))
    return () => rmSync(folder, { recursive: true, force: true })
  })

  test('that throws, throws a PluginError that says whether to retry and hides secrets', async ({ assert }) => {
    const host = await PluginHost.load(configOf({ mood: 'throws' }))
    const error = await failureOf(put(host))
    assert.instanceOf(error, PluginError)
    assert.include({ code: error.code, retryable: error.retryable }, { code: 'plugin_failed', retryable: true })
    assert.include(error.message, 'The plugin instance "oak" failed in put: cannot reach drawer with [secret]')
    assert.equal((error.cause as { code?: string }).code, 'ECONNREFUSED')
    assert.notInclude(shown(error), SECRET)
  })

  test('that hangs, is given up after the deadline', async ({ assert }) => {
    const storage = (await PluginHost.load(configOf({ mood: 'hangs' }))).storage()
    for (const call of [put(await PluginHost.load(configOf({ mood: 'hangs' }))), storage.stat('a'), Array.fromAsync(storage.list(''))]) {
      assert.include(await failureOf(call), { code: 'plugin_timed_out', retryable: true })
    }
  })

  for (const [mood, lie] of [
    ['lies_about_size', 'says it stored 10 bytes where 11 were to be stored'],
    ['lies_about_hash', 'says it stored content with another hash'],
    ['loses_bytes', 'holds 10 bytes where 11 were to be stored'],
  ] as const) {
    test(`that ${mood.replaceAll('_', ' ')} in its storage, is caught`, async ({ assert }) => {
      const error = await failureOf(put(await PluginHost.load(configOf({ mood }))))
      assert.equal(error.code, 'plugin_lied')
      assert.include(error.message, lie)
    })
  }

  test('that stores what was not announced, is caught by what passed on the way', async ({ assert }) => {
    const host = await PluginHost.load(
      configOf(
        { mood: 'believes_all', label: 'oak' },
        {
          instances: {
            oak: {
              plugin: async () => ({
                default: {
                  ...(await drawer()).default,
                  options: { validate: async (given: object) => ({ ...given, mood: 'believes_all' }) },
                },
              }),
            },
          },
        }
      )
    )
    const announced = { ...expected, sha256: 'f'.repeat(64) }
    const error = await failureOf(host.storage().put('a/b', { stream: Readable.from([bytes], { objectMode: false }) }, announced))
    assert.equal(error.code, 'plugin_lied')
    assert.include(error.message, 'took, without complaint, content with another hash')
  })

  test('that makes a file of another size than it says, or none, is caught', async ({ assert }) => {
    const make = async (mood: string) => {
      const host = await PluginHost.load(configOf({ mood }))
      return host.makerFor(png)!.make(drawnPixels(2, 2), png, join(folder, mood), testContext(folder))
    }
    assert.include((await failureOf(make('lies_about_size'))).message, 'it says it made 5 bytes, and the file has 4')
    assert.include((await failureOf(make('loses_bytes'))).message, 'there is none')
  })

  test('that lacks something on this machine, is off and says why, and the rest goes on', async ({ assert }) => {
    const host = await PluginHost.load(configOf({ mood: 'is_away' }))
    assert.include(host.instances()[0], { status: 'off', reason: 'The drawer is at the carpenter’s.' })
    assert.throws(() => host.storage(), /"oak" is off/)
    assert.include((await host.check())[0], { outcome: 'off' })
  })

  test('fails its check with the reason, beside others that pass', async ({ assert }) => {
    const { instances, ...rest } = configOf({ mood: 'throws' })
    const host = await PluginHost.load({ ...rest, instances: { ...instances, elm: { plugin: drawer, options: { label: 'elm' } } } })
    const [oak, elm] = await host.check()
    assert.include(oak, { instance: 'oak', outcome: 'failed' })
    assert.include(oak!.detail, 'the drawer is stuck')
    assert.include(elm, { instance: 'elm', outcome: 'ok', detail: null })
  })
})

test.group('A well-behaved plugin of a third party', () => {
  test('is served by its binding, and its secret is masked', async ({ assert }) => {
    const host = await PluginHost.load(configOf({}))
    assert.deepEqual(await put(host), expected)
    assert.isTrue((await buffer(await host.storage().read('a/b'))).equals(bytes))
    assert.equal(host.makerFor(png)!.maker, 'drawer_stamp@1')
    assert.isNull(host.makerFor({ ...png, format: 'webp' }))
    assert.isNull(host.previewFor('image/png'))
    assert.deepInclude(host.instances()[0], { instance: 'oak', status: 'ready', options: { label: 'oak', password: '••••', mood: 'well' } })
  })

  test('is not even loaded where nothing of it is wanted', async ({ assert }) => {
    const host = await PluginHost.load(configOf({ label: undefined }, { bindings: { storage: 'oak', preview: [], export: [] } }), {
      points: ['preview', 'export'],
    })
    assert.isEmpty(host.instances())
  })

  for (const { title, run } of storageContract(async () => (await PluginHost.load(configOf({}, { deadlines: {} }))).storage())) {
    test(`through the host: ${title}`, run)
  }
})
