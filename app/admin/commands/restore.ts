import { resolve } from 'node:path'
import { args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { RestoreBackup, type RestoreReport } from '../backups/restore_backup.ts'

export default class Restore extends ReportingCommand<RestoreReport> {
  static commandName = 'restore'
  static description = 'Bring a backup back into an empty installation, after proving that every byte of it is as it was'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The archive that `backup` wrote' })
  declare file: string

  protected async work(): Promise<RestoreReport> {
    const line = new ProgressLine()
    const restore = await this.app.container.make(RestoreBackup)
    const report = await restore.handle(resolve(this.file), (step) => line.show(() => step))
    line.clear()
    return report
  }

  protected isBad({ damaged }: RestoreReport): boolean {
    return damaged.length > 0
  }

  protected lines({ createdAt, blobs, renditions, rows, damaged, renditionsToMake }: RestoreReport): string[] {
    return [
      ...damaged.map(({ sha256, reason }) => `damaged   ${sha256}: when the backup was made, ${reason}`),
      `Restored as of ${createdAt}: ${blobs} files, ${renditions} thumbnails and previews, ${rows} rows.`,
      ...(renditionsToMake > 0 ? [`${renditionsToMake} thumbnails and previews are made again by the worker.`] : []),
      'Everybody signs in anew. Start Damson, and unfinished work is taken up.',
    ]
  }
}
