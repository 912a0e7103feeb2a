import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Jobs } from './jobs/index.ts'

type Check = {
  name: string
  ask: () => Promise<unknown>
  /** Without it nothing can be served. What only waits meanwhile, such as jobs, is not required. */
  isRequired: boolean
}

export type CheckResult = { name: string; isRequired: boolean; error: unknown }

const PATIENCE_MS = 3000

const checks: Check[] = [
  { name: 'database', isRequired: true, ask: () => db.rawQuery('SELECT 1') },
  { name: 'jobs', isRequired: false, ask: async () => (await app.container.make(Jobs)).driver.depth() },
]

/** A slot: what else must be there before this process can serve. */
export function requireForReadiness(name: string, ask: Check['ask']) {
  checks.push({ name, ask, isRequired: true })
}

/** A slot: what is missed, and can be done without for a while. */
export function watchForReadiness(name: string, ask: Check['ask']) {
  checks.push({ name, ask, isRequired: false })
}

export async function checkReadiness(): Promise<CheckResult[]> {
  return Promise.all(
    checks.map(async ({ name, isRequired, ask }) => {
      try {
        await Promise.race([ask(), timeout()])
        return { name, isRequired, error: null }
      } catch (error) {
        return { name, isRequired, error }
      }
    })
  )
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref()
  })
}
