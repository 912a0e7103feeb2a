import { resolve } from 'node:path'
import { args } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { CreateBackup, type BackupReport } from '../backups/create_backup.ts'

export default class Backup extends ReportingCommand<BackupReport> {
  static commandName = 'backup'
  static description = 'Write database and files into one archive, while people go on working'
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'The archive to write, such as /backups/damson-monday.tar' })
  declare file: string

  protected async work(): Promise<BackupReport> {
    const line = new ProgressLine()
    const backup = await this.app.container.make(CreateBackup)
    const report = await backup.handle(resolve(this.file), ({ entries, bytes }) =>
      line.show(() => `${entries} entries, ${Math.round(bytes / 1024 / 1024)} MB`)
    )
    line.clear()
    return report
  }

  /** It is kept all the same: what is damaged here will not be better in the next one. */
  protected isBad({ damaged }: BackupReport): boolean {
    return damaged.length > 0
  }

  protected lines({ file, bytes, blobs, renditions, rows, damaged, notIncluded }: BackupReport): string[] {
    return [
      ...damaged.map(({ sha256, reason }) => `damaged   ${sha256}: ${reason}`),
      `${file}: ${blobs} files, ${renditions} thumbnails and previews, ${rows} rows, ${bytes} bytes.`,
      ...(damaged.length > 0
        ? [`${damaged.length} files could not be backed up whole; see storage:check. Everything else is in the archive.`]
        : []),
      'Not in it:',
      ...notIncluded.map((one) => `- ${one}`),
    ]
  }
}
