import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { PluginHost, type InstanceCheck } from '../index.ts'

/** Tries every plugin instance for real and says which works. Fails when one does not. */
export default class PluginsCheck extends BaseCommand {
  static commandName = 'plugins:check'
  static description = 'Try every plugin instance by a real round trip'
  static options: CommandOptions = { startApp: true }

  @flags.boolean({ description: 'Print the result as JSON' })
  declare json: boolean

  async run() {
    const host = await this.app.container.make(PluginHost)
    const checks = await host.check()
    if (this.json) this.logger.log(JSON.stringify(checks, null, 2))
    else for (const check of checks) this.logger.log(lineOf(check))
    if (checks.some(({ outcome }) => outcome === 'failed')) this.exitCode = 1
  }
}

function lineOf({ instance, plugin, points, outcome, detail, milliseconds }: InstanceCheck): string {
  const subject = `${instance} (${plugin}, ${points.join(' + ')})`
  if (outcome === 'ok') return `ok      ${subject} in ${milliseconds} ms`
  return `${outcome.padEnd(7)} ${subject}: ${detail}`
}
