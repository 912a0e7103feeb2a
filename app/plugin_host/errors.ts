import { PluginError } from '@damson/sdk'

/** What is wrong in config/plugins.ts, all of it at once, each line naming the instance and the field. */
export class PluginConfigInvalid extends Error {
  readonly code = 'plugin_config_invalid'

  constructor(readonly problems: string[]) {
    super(`config/plugins.ts cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'PluginConfigInvalid'
  }
}

/** A plugin said one thing and did another. */
export class PluginLied extends PluginError {
  constructor(instance: string, what: string) {
    super(`The plugin instance "${instance}" cannot be trusted: ${what}.`, { code: 'plugin_lied' })
  }
}

/** A plugin did not answer in time. What it was doing may still be going on. */
export class PluginTimedOut extends PluginError {
  constructor(instance: string, call: string, ms: number) {
    super(`The plugin instance "${instance}" did not answer to ${call} within ${ms} ms.`, {
      code: 'plugin_timed_out',
      retryable: true,
    })
  }
}
