import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { PluginHost, type InstanceCheck } from '#plugin_host'

const outcomes: InstanceCheck[] = [
  { instance: 'oak', plugin: 'drawer', points: ['storage', 'export'], outcome: 'ok', detail: null, milliseconds: 12 },
  { instance: 'elm', plugin: 'drawer', points: ['storage'], outcome: 'off', detail: 'At the carpenter’s.', milliseconds: 0 },
]

async function check(found: InstanceCheck[], ...args: string[]) {
  app.container.swap(PluginHost, () => ({ check: async () => found }) as unknown as PluginHost)
  ace.ui.switchMode('raw')
  ace.ui.logger.getRenderer().flushLogs?.()
  try {
    const command = await ace.exec('plugins:check', args)
    const lines = ace.ui.logger.getLogs().map(({ message }) => message)
    return { exitCode: command.exitCode, output: lines.join('\n') }
  } finally {
    ace.ui.switchMode('normal')
    app.container.restore(PluginHost)
  }
}

test.group('plugins:check', () => {
  test('fails when an instance does, and says why', async ({ assert }) => {
    const { exitCode, output } = await check([{ ...outcomes[0]!, outcome: 'failed', detail: 'The drawer is stuck.' }])
    assert.equal(exitCode, 1)
    assert.include(output, 'failed  oak (drawer, storage + export): The drawer is stuck.')
  })

  test('prints one line for each instance, and bears one that is off', async ({ assert }) => {
    const { exitCode, output } = await check(outcomes)
    assert.equal(exitCode, 0)
    assert.include(output, 'ok      oak (drawer, storage + export) in 12 ms')
    assert.include(output, 'off     elm (drawer, storage): At the carpenter’s.')
  })

  test('answers programs in JSON', async ({ assert }) => {
    const { output } = await check(outcomes, '--json')
    assert.deepEqual(JSON.parse(output), outcomes)
  })
})
