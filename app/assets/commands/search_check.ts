import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { checkIndex, isDrifted, type IndexReport } from '../search/engine/check_index.ts'

export default class SearchCheck extends ReportingCommand<IndexReport> {
  static commandName = 'search:check'
  static description = 'Compare the search index with the database'
  static options: CommandOptions = { startApp: true }

  protected async work(): Promise<IndexReport> {
    const progress = new ProgressLine()
    try {
      return await checkIndex((count) => progress.show(() => `${count} documents`))
    } finally {
      progress.clear()
    }
  }

  protected override isBad(report: IndexReport): boolean {
    return isDrifted(report)
  }

  protected lines(report: IndexReport): string[] {
    const { assets, indexed, waiting, missing, stale, surplus, examples } = report
    return [
      `${assets} assets, ${indexed} documents in the index, ${waiting} changes waiting.`,
      isDrifted(report)
        ? `${missing} are missing, ${stale} are stale, ${surplus} are of assets that are gone. Build it anew: node ace search:rebuild`
        : 'The index is as it should be.',
      ...examples.map((id) => `  ${id}`),
    ]
  }
}
