import { BaseCommand, flags } from '@adonisjs/core/ace'
import { errors as vineErrors } from '@vinejs/vine'

/**
 * A command for operators and scripts: it ends with one report, as lines for people or as JSON, or with
 * one sentence on stderr. The exit code is 1 where it failed or its report says that something is wrong.
 */
export abstract class ReportingCommand<Report extends object> extends BaseCommand {
  @flags.boolean({ description: 'Print the result as JSON' })
  declare json: boolean

  protected abstract work(): Promise<Report>
  protected abstract lines(report: Report): string[]

  protected isBad(_report: Report): boolean {
    return false
  }

  async run() {
    try {
      const report = await this.work()
      console.log(this.json ? JSON.stringify(report, null, 2) : this.lines(report).join('\n'))
      if (this.isBad(report)) this.exitCode = 1
    } catch (error) {
      console.error(sentenceOf(error))
      this.exitCode = 1
    }
  }
}

export function sentenceOf(error: unknown): string {
  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    return (error.messages as { message: string }[]).map(({ message }) => message).join(' ')
  }
  if (error instanceof AggregateError && error.errors.length > 0) return sentenceOf(error.errors[0])
  return error instanceof Error ? error.message || error.name : String(error)
}
