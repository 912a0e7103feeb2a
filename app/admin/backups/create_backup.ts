import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import { isSqlite } from '#core/database/index'
import { everyRow } from '#files'
import { PluginHost } from '#plugin_host'
import { FORMAT, NOT_INCLUDED, VERSION, type Closing, type DamagedBlob, type Manifest } from './archive.ts'
import { ArchiveObjects, type BlobRow, type RenditionRow } from './archive_objects.ts'
import { writeRows } from './archive_rows.ts'
import { ArchiveWriter } from './archive_writer.ts'
import { CLOSING, MANIFEST } from './entries.ts'
import { tablesToKeep } from './schema_shape.ts'
import { rowsOf, withSnapshot } from './snapshot.ts'

/** Longer than any transaction lasts and any two clocks of the machines differ. */
const MARGIN_MS = 3600_000

export type BackupReport = {
  file: string
  createdAt: string
  bytes: number
  blobs: number
  renditions: number
  rows: number
  damaged: DamagedBlob[]
  notIncluded: string[]
}

const BLOB_COLUMNS = { sha256: 'sha256', size: 'size', storageKey: 'storage_key', createdAt: 'created_at' }
const RENDITION_COLUMNS = { storageKey: 'storage_key', createdAt: 'created_at' }

/**
 * Writes everything into one file while people go on working. The objects come first and the rows last,
 * with the few objects that came in between: an object without a row does no harm, and so there can be no
 * row without its object, although nothing is locked for longer than the rows take.
 */
@inject()
export class CreateBackup {
  constructor(private plugins: PluginHost) {}

  async handle(file: string, onProgress?: (archive: ArchiveWriter) => void): Promise<BackupReport> {
    const archive = new ArchiveWriter(file)
    await archive.open()
    try {
      const manifest = await this.#manifest()
      await archive.add(MANIFEST, asJson(manifest))
      const youngSince = Date.parse(manifest.createdAt) - MARGIN_MS
      const objects = new ArchiveObjects(this.plugins.storage(), archive, youngSince)
      await this.#objects(objects, () => onProgress?.(archive))
      const tables = await withSnapshot(async (snapshot) => {
        await this.#youngObjects(snapshot, objects, youngSince)
        return this.#rows(snapshot, archive)
      })
      await archive.add(CLOSING, asJson(this.#closing(archive, objects, tables)))
      await archive.finish()
      return this.#report(file, manifest, archive, objects, tables)
    } catch (error) {
      await archive.discard()
      throw error
    }
  }

  async #manifest(): Promise<Manifest> {
    const migrations: { name: string }[] = await db.from('adonis_schema').select('name').orderBy('name')
    return {
      format: FORMAT,
      version: VERSION,
      createdAt: new Date().toISOString(),
      database: isSqlite() ? 'sqlite' : 'mysql',
      migrations: migrations.map(({ name }) => name),
      notIncluded: NOT_INCLUDED,
    }
  }

  async #objects(objects: ArchiveObjects, onProgress: () => void) {
    for await (const blob of everyRow<BlobRow>('blobs', BLOB_COLUMNS)) {
      // A blob that was collected since its row was read is no part of what is backed up.
      if (await isGone(blob)) continue
      await objects.addBlob(blob)
      onProgress()
    }
    for await (const rendition of everyRow<RenditionRow & { recipe: string }>('renditions', { ...RENDITION_COLUMNS, recipe: 'recipe' })) {
      if (rendition.recipe !== 'image') await objects.addRendition(rendition)
      onProgress()
    }
  }

  /** What came in while the others were copied; nothing so young is ever collected. */
  async #youngObjects(snapshot: Knex, objects: ArchiveObjects, youngSince: number) {
    const blobs: BlobRow[] = await snapshot('blobs')
      .where('created_at', '>=', youngSince)
      .select({ id: 'id', ...BLOB_COLUMNS })
    for (const blob of blobs) await objects.addBlob(blob)
    const renditions: RenditionRow[] = await snapshot('renditions')
      .where('created_at', '>=', youngSince)
      .whereIn('recipe', ['thumb', 'preview'])
      .select({ id: 'id', ...RENDITION_COLUMNS })
    for (const rendition of renditions) await objects.addRendition(rendition)
  }

  async #rows(snapshot: Knex, archive: ArchiveWriter): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const table of await tablesToKeep(snapshot)) {
      counts[table.name] = await writeRows(archive, table, rowsOf(snapshot, table))
    }
    return counts
  }

  #closing(archive: ArchiveWriter, objects: ArchiveObjects, tables: Record<string, number>): Closing {
    const { blobs, renditions, damaged } = objects
    return { entries: archive.entries, sha256: archive.chain(), blobs, renditions, bytes: archive.bytes, tables, damaged }
  }

  #report(file: string, manifest: Manifest, archive: ArchiveWriter, objects: ArchiveObjects, tables: Record<string, number>): BackupReport {
    const { blobs, renditions, damaged } = objects
    const rows = Object.values(tables).reduce((sum, count) => sum + count, 0)
    return { file, createdAt: manifest.createdAt, bytes: archive.bytes, blobs, renditions, rows, damaged, notIncluded: NOT_INCLUDED }
  }
}

async function isGone({ id }: BlobRow): Promise<boolean> {
  return !(await db.from('blobs').where('id', id).select('id').first())
}

function asJson(value: object): Buffer {
  return Buffer.from(JSON.stringify(value, null, 2))
}
