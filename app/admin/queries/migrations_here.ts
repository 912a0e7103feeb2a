import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'

export type MigrationHere = { name: string; isPending: boolean }

/** The migrations of this release, and which of them this database has not seen. Changes nothing. */
export async function migrationsHere(): Promise<MigrationHere[]> {
  const runner = new MigrationRunner(db, app, { direction: 'up', connectionName: db.primaryConnectionName, dryRun: true })
  const list = await runner.getList()
  return list.filter(({ status }) => status !== 'corrupt').map(({ name, status }) => ({ name, isPending: status === 'pending' }))
}
