import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { MigrationRunner } from '@adonisjs/lucid/migration'

/** Brings the schema up to this version. Answers the names of the migrations that ran. */
export async function migrateUp(): Promise<string[]> {
  return run('up')
}

/** Takes every migration back. For tests of the migrations themselves. */
export async function migrateDown(): Promise<string[]> {
  return run('down')
}

async function run(direction: 'up' | 'down'): Promise<string[]> {
  const runner = new MigrationRunner(db, app, {
    direction,
    ...(direction === 'down' ? { batch: 0 } : {}),
    connectionName: db.primaryConnectionName,
  } as ConstructorParameters<typeof MigrationRunner>[2])
  await runner.run()
  if (runner.error) throw runner.error
  return Object.values(runner.migratedFiles)
    .filter((file) => file.status === 'completed')
    .map((file) => file.file.name)
}
