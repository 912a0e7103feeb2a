import app from '@adonisjs/core/services/app'
import { recordActivity, type Actor } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import { PluginHost, type InstanceCheck } from '#plugin_host'

/** Tries one plugin instance for real, which writes to a storage and runs programs: so it is written down who did. */
export class CheckPlugin {
  async handle(instance: string, actor: Actor): Promise<InstanceCheck> {
    const host = await app.container.make(PluginHost)
    const [checked] = await host.check(instance)
    if (!checked) throw new NotFound('plugin instance')
    const { outcome, detail } = checked
    await inTransaction((trx) =>
      recordActivity(trx, actor, {
        action: 'plugin.checked',
        subjectType: 'plugin',
        subjectId: instance.slice(0, 36),
        after: { outcome, detail },
      })
    )
    return checked
  }
}
