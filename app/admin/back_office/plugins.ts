import app from '@adonisjs/core/services/app'
import { Problem } from '#core/http/index'
import type { OfficeResource, OfficeRow } from '#identity'
import { PluginHost } from '#plugin_host'
import { CheckPlugin } from '../actions/check_plugin.ts'

/** What config/plugins.ts names. Secrets are masked before they leave the host of plugins. */
export const plugins: OfficeResource = {
  id: 'plugins',
  icon: 'plug',
  isAllowed: (visitor) => visitor.can('settings.manage'),
  title: 'instance',
  fields: {
    instance: { inList: true },
    plugin: { inList: true },
    points: { inList: true },
    state: { kind: 'state', inList: true },
    reason: { inList: true },
    options: { kind: 'code' },
  },
  list: async () => ({ rows: await instances(), next: null }),
  some: async (_visitor, ids) => (await instances()).filter(({ id }) => ids.includes(id)),
  actions: {
    check: {
      on: 'record',
      icon: 'stethoscope',
      run: async (visitor, id) => {
        const { outcome, detail } = await new CheckPlugin().handle(id, visitor.actor)
        if (outcome === 'ok') return
        throw new Problem({ status: 409, code: 'plugin_check_failed', title: 'It does not work', detail: detail ?? `It is ${outcome}.` })
      },
    },
  },
}

async function instances(): Promise<OfficeRow[]> {
  const host = await app.container.make(PluginHost)
  return host.instances().map(({ instance, plugin, points, status, reason, options }) => ({
    id: instance,
    instance,
    plugin,
    points: points.join(', '),
    state: status,
    reason,
    options: JSON.stringify(options, null, 2),
  }))
}
