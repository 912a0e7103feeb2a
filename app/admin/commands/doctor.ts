import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ReportingCommand } from '#core/support/reporting_command'
import { examine, type Examination } from '../doctor/examine.ts'

export default class Doctor extends ReportingCommand<Examination> {
  static commandName = 'doctor'
  static description = 'Say what is installed and reachable, what is missing, what is off because of it, and what to do'
  static options: CommandOptions = { startApp: true }

  protected work(): Promise<Examination> {
    return examine()
  }

  protected isBad({ problems }: Examination): boolean {
    return problems > 0
  }

  protected lines({ findings, problems }: Examination): string[] {
    return [
      ...findings.map(({ subject, state, detail, advice }) =>
        [`${state.padEnd(8)}${subject}: ${detail}`, ...(advice ? [`        → ${advice}`] : [])].join('\n')
      ),
      problems === 0 ? 'Nothing is wrong.' : `${problems} ${problems === 1 ? 'problem' : 'problems'}.`,
    ]
  }
}
