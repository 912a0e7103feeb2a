import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { Jobs } from './jobs/index.ts'

type Check = () => Promise<unknown>

const PATIENCE_MS = 3000

const checks = new Map<string, Check>([
  ['database', () => db.rawQuery('SELECT 1')],
  ['jobs', async () => (await app.container.make(Jobs)).driver.depth()],
])

/** A slot: what else must be there before this process can serve. */
export function requireForReadiness(name: string, check: Check) {
  checks.set(name, check)
}

export async function checkReadiness(): Promise<{ name: string; error: unknown }[]> {
  return Promise.all(
    [...checks].map(async ([name, check]) => {
      try {
        await Promise.race([check(), timeout()])
        return { name, error: null }
      } catch (error) {
        return { name, error }
      }
    })
  )
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS).unref()
  })
}
