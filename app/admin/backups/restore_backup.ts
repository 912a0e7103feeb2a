import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { reindexAll } from '#assets'
import { recordActivity } from '#core/activity/index'
import { inTransaction, migrateUp, type Transaction } from '#core/database/index'
import { CheckRenditions } from '#files'
import { PluginHost } from '#plugin_host'
import { ArchiveOfAnotherRelease, InstallationNotEmpty } from '../errors.ts'
import { migrationsHere } from '../queries/migrations_here.ts'
import { NOT_INCLUDED, type Closing, type DamagedBlob, type Manifest } from './archive.ts'
import { verifyArchive } from './archive_reader.ts'
import { RestoreObjects } from './restore_objects.ts'
import { RestoreRows } from './restore_rows.ts'

export type RestoreReport = {
  file: string
  createdAt: string
  blobs: number
  renditions: number
  rows: number
  /** Files that were damaged already when the backup was made; their assets are there, their bytes are not. */
  damaged: DamagedBlob[]
  renditionsToMake: number
  notIncluded: string[]
}

/**
 * Brings a backup back into an empty installation. Every byte of it is proven before anything changes; then
 * come the objects, then all rows in one transaction. Should it end half-way, the installation is still
 * empty, and the restore can be started again.
 */
@inject()
export class RestoreBackup {
  constructor(private plugins: PluginHost) {}

  async handle(file: string, onProgress: (step: string) => void = () => {}): Promise<RestoreReport> {
    await requireEmpty()
    const { manifest, closing } = await verifyArchive(file, (bytes) => onProgress(`checking, ${megabytes(bytes)}`))
    await requireSameRelease(file, manifest)
    await migrateUp()
    const damaged = new Set(closing.damaged.map(({ sha256 }) => sha256))
    const objects = new RestoreObjects(this.plugins.storage(), file, damaged)
    await objects.handle((count) => onProgress(`${count} of ${closing.blobs + closing.renditions} files`))
    const rows = new RestoreRows(file)
    onProgress('rows of the database')
    await inTransaction(async (trx) => {
      await requireEmpty(trx)
      await rows.handle(trx)
      await this.#record(trx, manifest)
    })
    await reindexAll((count) => onProgress(`search index, ${count} assets`))
    const renditions = await new CheckRenditions(this.plugins.storage(), { drop: true }).handle()
    return report(file, manifest, closing, rows.counts, objects, renditions.dropped)
  }

  async #record(trx: Transaction, { createdAt }: Manifest) {
    const activity = { action: 'installation.restored', subjectType: 'installation', subjectId: 'installation', after: { createdAt } }
    await recordActivity(trx, { id: null, via: 'cli' }, activity)
  }
}

function report(
  file: string,
  { createdAt }: Manifest,
  { damaged }: Closing,
  counts: Record<string, number>,
  { blobs, renditions }: RestoreObjects,
  renditionsToMake: number
): RestoreReport {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return { file, createdAt, blobs, renditions, rows, damaged, renditionsToMake, notIncluded: NOT_INCLUDED }
}

/** A database without tables is as empty as one without rows. */
async function requireEmpty(trx?: Transaction) {
  // Only the connection knows the tables, and it is not free while a transaction runs; then they are there.
  const there = trx ? null : await db.connection().getAllTables()
  const count = async (table: string) => {
    if (there && !there.includes(table)) return 0
    return Number((await (trx ?? db).from(table).count('* as total').first())?.total)
  }
  const [users, assets, blobs] = [await count('users'), await count('assets'), await count('blobs')]
  if (users + assets + blobs > 0) throw new InstallationNotEmpty({ users, assets, blobs })
}

async function requireSameRelease(file: string, manifest: Manifest) {
  const here = (await migrationsHere()).map(({ name }) => name)
  const missing = here.filter((name) => !manifest.migrations.includes(name))
  const unknown = manifest.migrations.filter((name) => !here.includes(name))
  if (missing.length + unknown.length > 0) throw new ArchiveOfAnotherRelease(file, missing, unknown)
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`
