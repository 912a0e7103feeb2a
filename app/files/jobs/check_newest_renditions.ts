import app from '@adonisjs/core/services/app'
import { Job, PRIORITY } from '#core/jobs/index'
import { PluginHost } from '#plugin_host'
import { CheckRenditions } from '../integrity/check_renditions.ts'

/** More than are made in the half minute for which a disk may hold back what nobody waits for. */
const NEWEST = 2000

/** Storing a rendition waits for no disk, so a power cut may have left less of the last ones than their rows say: they are made again. */
export class CheckNewestRenditions extends Job {
  static jobName = 'files.check_newest_renditions'
  static priority = PRIORITY.housekeeping
  static attempts = 1

  async handle() {
    const host = await app.container.make(PluginHost)
    // A storage elsewhere has answered for what it took.
    if (host.storage().localPath) await new CheckRenditions(host.storage(), { drop: true, newest: NEWEST }).handle()
  }
}
