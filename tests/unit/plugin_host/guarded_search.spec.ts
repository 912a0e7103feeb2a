import { test } from '@japa/runner'
import { definePlugin, type SearchEngine } from '@damson/sdk'
import { PluginHost } from '#plugin_host'

const nothing: SearchEngine = {
  search: async () => ({ ids: [], total: 0, words: [] }),
  put: async () => {},
  remove: async () => {},
  rebuild: async () => ({ put: async () => {}, finish: async () => {}, abandon: async () => {} }),
  list: async function* () {},
  check: async () => {},
}

const question = { terms: ['plum'], brands: 'all' as const, limit: 1 }

async function engineOf(own: Partial<SearchEngine>): Promise<SearchEngine> {
  const options = { validate: async (data: unknown) => data as { key: string } }
  const plugin = definePlugin({ name: 'heap', sdk: 1, options, secrets: ['key'], provides: { search: () => ({ ...nothing, ...own }) } })
  const host = await PluginHost.load(
    {
      instances: { heap: { plugin: async () => plugin, options: { key: 'plum-secret-9' } } },
      bindings: { storage: 'heap', preview: [], export: [], search: 'heap' },
      deadlines: { search: 50, call: 100 },
    },
    { points: ['search'] }
  )
  return host.search()!
}

test.group('A search engine behind the host', () => {
  test('none is bound unless somebody says so', async ({ assert }) => {
    const host = await PluginHost.load({ instances: {}, bindings: { storage: 'none', preview: [], export: [] } }, { points: ['search'] })
    assert.isNull(host.search())
  })

  test('a binding to what is no search engine is refused', async ({ assert }) => {
    const plugin = definePlugin({ name: 'heap', sdk: 1, options: { validate: async () => ({}) }, provides: {} })
    const bindings = { storage: 'heap', preview: [], export: [], search: 'heap' }
    const config = { instances: { heap: { plugin: async () => plugin } }, bindings }
    await assert.rejects(() => PluginHost.load(config, { points: ['search'] }), /does not provide search/)
  })

  test('is waited for no longer than people should', async ({ assert }) => {
    const engine = await engineOf({ search: () => new Promise(() => {}) })
    await assert.rejects(() => engine.search(question), /did not answer to search within 50 ms/)
  })

  for (const [what, answer] of Object.entries({
    'nothing': undefined,
    'numbers': { ids: [7], total: 1, words: [] },
    'more than were asked for': { ids: ['a', 'b'], total: 2, words: [] },
    'no total': { ids: ['a'], words: [] },
  })) {
    test(`is not believed when it answers ${what}`, async ({ assert }) => {
      const engine = await engineOf({ search: async () => answer as never })
      await assert.rejects(() => engine.search(question), /is no answer/)
    })
  }

  test('says no secret in an error, whichever call it is from', async ({ assert }) => {
    const fail = async () => {
      throw new Error('refused plum-secret-9')
    }
    const engine = await engineOf({ search: fail, put: fail, remove: fail, check: fail, rebuild: fail })
    for (const call of [engine.search(question), engine.put([]), engine.remove([]), engine.check(), engine.rebuild()]) {
      const error = await call.then(
        () => null,
        (reason: Error) => reason
      )
      assert.include(error!.message, 'refused [secret]')
      assert.notInclude(String(error!.stack), 'plum-secret-9')
    }
  })
})
