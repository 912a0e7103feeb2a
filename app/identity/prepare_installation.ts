import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { EnsureBuiltIns } from './actions/ensure_built_ins.ts'
import User from './models/user.ts'
import { setupKey } from './setup_key.ts'

/**
 * What the web process does when it starts: sees to it that roles and the brand are there, and where
 * nobody is yet, answers the one-time link with which the first person sets Damson up.
 */
export async function prepareInstallation(): Promise<{ setupUrl: string | null }> {
  if (!(await db.connection().getAllTables()).includes('account_links')) return { setupUrl: null }
  await new EnsureBuiltIns().handle()
  if (await isSetUp()) return { setupUrl: null }
  return { setupUrl: `${env.appUrl}/setup?token=${setupKey.issue()}` }
}

/** Whether somebody is there who could sign in or invite others. */
export async function isSetUp(): Promise<boolean> {
  return (await User.query().select('id').first()) !== null
}
