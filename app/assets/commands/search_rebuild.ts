import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ProgressLine } from '#core/support/progress_line'
import { ReportingCommand } from '#core/support/reporting_command'
import { rebuildIndex, type RebuildReport } from '../search/engine/rebuild_index.ts'

export default class SearchRebuild extends ReportingCommand<RebuildReport> {
  static commandName = 'search:rebuild'
  static description = 'Build the search index anew. Searches go on meanwhile.'
  static options: CommandOptions = { startApp: true }

  protected async work(): Promise<RebuildReport> {
    const progress = new ProgressLine()
    try {
      return await rebuildIndex((count) => progress.show(() => `${count} assets`))
    } finally {
      progress.clear()
    }
  }

  protected lines({ documents, milliseconds }: RebuildReport): string[] {
    return [`The search index was built anew of ${documents} assets in ${(milliseconds / 1000).toFixed(1)} s.`]
  }
}
