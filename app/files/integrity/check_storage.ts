import { inject } from '@adonisjs/core'
import db from '@adonisjs/lucid/services/db'
import { recordActivity } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { PluginHost } from '#plugin_host'
import { CheckBlobs, type AlteredBlob, type MissingBlob } from './check_blobs.ts'
import { CheckRenditions } from './check_renditions.ts'
import { FindOrphans } from './find_orphans.ts'
import { Findings } from './findings.ts'
import { StorageClaim } from './storage_claim.ts'

export type StorageReport = {
  blobs: number
  checked: number
  bytesRead: number
  missing: MissingBlob[]
  altered: AlteredBlob[]
  orphaned: { key: string; size: number }[]
  renditions: number
  renditionsMissing: number
  renditionsDropped: number
  orphansDeleted: number
  /** How many there are; the lists above end at ten thousand. */
  totals: { missing: number; altered: number; orphaned: number }
  /** There are rows and not one of their objects: the wrong storage, or one that is not mounted. */
  looksEmpty: boolean
  /** False where it does not carry the mark of this database. */
  isOurs: boolean
  /** Why orphans were kept although they were to be deleted. */
  keptBecause: string | null
}

type Wanted = {
  fast: boolean
  deleteOrphans: boolean
  repair: boolean
  claim?: boolean
  onProgress?: (checked: number, blobs: number) => void
}

/** Compares the storage with the database, both ways. Changes nothing unless told to. */
@inject()
export class CheckStorage {
  constructor(
    private plugins: PluginHost,
    private ownership: StorageClaim
  ) {}

  async handle({ fast, deleteOrphans, repair, claim, onProgress }: Wanted): Promise<StorageReport> {
    const storage = this.plugins.storage()
    const blobs = Number((await db.from('blobs').count('* as total').first())?.total)
    const check = new CheckBlobs(storage, { fast, onProgress: (checked) => onProgress?.(checked, blobs) })
    const { checked, bytes, missing, altered } = await check.handle()
    const looksEmpty = checked > 0 && missing.total === checked
    const renditions = await new CheckRenditions(storage, { drop: repair && !looksEmpty }).handle()
    if (claim) await this.ownership.take()
    const isOurs = await this.ownership.holds()
    const keptBecause = deleteOrphans ? reasonToKeep(isOurs, checked, missing.total) : null
    const { orphaned, deleted } = await this.#orphans(deleteOrphans && !keptBecause)
    return {
      blobs,
      checked,
      bytesRead: bytes,
      missing: missing.listed,
      altered: altered.listed,
      orphaned: orphaned.listed,
      renditions: renditions.checked,
      renditionsMissing: renditions.missing,
      renditionsDropped: renditions.dropped,
      orphansDeleted: deleted,
      totals: { missing: missing.total, altered: altered.total, orphaned: orphaned.total },
      looksEmpty,
      isOurs,
      keptBecause,
    }
  }

  async #orphans(remove: boolean) {
    const orphans = new FindOrphans(this.plugins.storage())
    const orphaned = new Findings<{ key: string; size: number }>()
    let deleted = 0
    for await (const orphan of orphans.handle()) {
      orphaned.add({ key: orphan.key, size: orphan.size })
      if (remove && (await orphans.remove(orphan))) deleted += 1
    }
    if (deleted > 0) await this.#record(deleted)
    return { orphaned, deleted }
  }

  async #record(deleted: number) {
    await inTransaction((trx) =>
      recordActivity(
        trx,
        { id: null, via: 'cli' },
        { action: 'storage.orphans_deleted', subjectType: 'storage', subjectId: 'storage', after: { deleted } }
      )
    )
  }
}

export const ANOTHERS =
  'This storage does not carry the mark of this database: it is that of another, or the right one is not mounted. If it is the right one, claim it with --claim.'

/** Where rows and objects do not belong together, every object looks like an orphan, and none may be touched. */
function reasonToKeep(isOurs: boolean, checked: number, missing: number): string | null {
  if (!isOurs) return ANOTHERS
  if (checked === 0) return 'The database knows of no blob at all. Is it the one that belongs to this storage?'
  if (missing > 0) return 'Blobs are missing from the storage. Find out why first; what looks like an orphan may be theirs.'
  return null
}
