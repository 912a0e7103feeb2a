import { sentenceOf } from '#core/support/reporting_command'
import { problem, type Finding } from './finding.ts'
import { checkAddress, checkDataFolder, checkInterface, checkKey, checkNode, checkSpace } from './ground.ts'
import { checkPlugins, checkStorageClaim } from './plugins.ts'
import { checkPrograms } from './programs.ts'
import { checkDatabase, checkDeadLetters, checkMail, checkMigrations, checkRedis, checkSearch, checkWorker } from './services.ts'

export type Examination = { findings: Finding[]; problems: number }

type Check = [subject: string, look: () => Finding | Finding[] | Promise<Finding | Finding[]>]

const GROUND: Check[] = [
  ['Node.js', checkNode],
  ['data folder', checkDataFolder],
  ['app key', checkKey],
  ['disk space', checkSpace],
  ['address', checkAddress],
  ['interface', checkInterface],
  ['programs', checkPrograms],
  ['plugins', checkPlugins],
  ['mail', checkMail],
  ['Redis', checkRedis],
]
const ON_THE_DATABASE: Check[] = [
  ['schema', checkMigrations],
  ['worker', checkWorker],
  ['storage', checkStorageClaim],
  ['search', checkSearch],
  ['failed jobs', checkDeadLetters],
]

/** Looks at everything Damson stands on. What needs the database is asked only where there is one. */
export async function examine(): Promise<Examination> {
  const database = await checkDatabase()
  const findings = [...(await Promise.all(GROUND.map(look))).flat(), database]
  if (database.state === 'ok') {
    const schema = (await look(ON_THE_DATABASE[0])).flat()
    const rest = schema.every(({ state }) => state === 'ok') ? ON_THE_DATABASE.slice(1) : []
    findings.push(...schema, ...(await Promise.all(rest.map(look))).flat())
  }
  return { findings, problems: findings.filter(({ state }) => state === 'problem').length }
}

async function look([subject, work]: Check): Promise<Finding[]> {
  try {
    return [await work()].flat()
  } catch (error) {
    return [problem(subject, sentenceOf(error), 'This check itself failed; the log may say more.')]
  }
}
