import app from '@adonisjs/core/services/app'
import { StorageClaim } from '#files'
import { PluginHost } from '#plugin_host'
import { off, ok, problem, type Finding } from './finding.ts'

/** Every plugin instance by what it depends on, the storage by a round trip. */
export async function checkPlugins(): Promise<Finding[]> {
  const host = await app.container.make(PluginHost)
  const checks = await host.check()
  return checks.map(({ instance, plugin, points, outcome, detail, milliseconds }) => {
    const subject = `plugin ${instance}`
    if (outcome === 'ok') return ok(subject, `${plugin} serves ${points.join(', ')}, tried in ${milliseconds} ms`)
    const advice = 'See config/plugins.ts, and node ace plugins:check.'
    return outcome === 'off' ? off(subject, String(detail), advice) : problem(subject, String(detail), advice)
  })
}

/** Two databases on one storage would each take the files of the other for leftovers. */
export async function checkStorageClaim(): Promise<Finding> {
  const claim = await app.container.make(StorageClaim)
  return (await claim.holds())
    ? ok('storage', 'claimed by this database')
    : problem('storage', 'does not carry the mark of this database', 'Is it mounted, and is it the right one? See node ace storage:check.')
}
