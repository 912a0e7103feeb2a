import type { Storage } from '@damson/sdk'
import { recordActivities } from '#core/activity/index'
import { inTransaction } from '#core/database/index'
import { concurrently } from '#core/support/concurrently'
import { everyRow, newestRows } from './rows.ts'

const AT_A_TIME = 8
const BATCH = 200

type RenditionRow = { id: string; blobId: string; recipe: string; size: number; key: string }

/**
 * Looks whether every rendition is where its row says. One that is not is no damage, since it can be made
 * again; `drop` takes its row away, so that it is.
 */
export class CheckRenditions {
  checked = 0
  missing = 0
  dropped = 0
  #toDrop: RenditionRow[] = []

  constructor(
    private storage: Storage,
    private options: { drop: boolean; newest?: number }
  ) {}

  async handle(): Promise<this> {
    const columns = { blobId: 'blob_id', recipe: 'recipe', size: 'size', key: 'storage_key' }
    const { newest } = this.options
    const rows = newest ? await newestRows<RenditionRow>('renditions', columns, newest) : everyRow<RenditionRow>('renditions', columns)
    await concurrently(AT_A_TIME, rows, (row) => this.#check(row))
    await this.#drop()
    return this
  }

  async #check(row: RenditionRow) {
    const found = await this.storage.stat(row.key)
    this.checked += 1
    if (found?.size === Number(row.size)) return
    this.missing += 1
    if (!this.options.drop) return
    this.#toDrop.push(row)
    if (this.#toDrop.length >= BATCH) await this.#drop()
  }

  /** Thumbnail and preview come with every file: without them its blob is looked at again from the start. */
  async #drop() {
    const rows = this.#toDrop.splice(0)
    if (rows.length === 0) return
    const blobIds = [...new Set(rows.map(({ blobId }) => blobId))]
    const anew = [...new Set(rows.filter(({ recipe }) => recipe === 'thumb' || recipe === 'preview').map(({ blobId }) => blobId))]
    await inTransaction(async (trx) => {
      await trx
        .from('renditions')
        .whereIn(
          'id',
          rows.map(({ id }) => id)
        )
        .delete()
      await trx
        .from('blobs')
        .whereIn('id', anew)
        .whereIn('state', ['digested', 'ready'])
        .update({ state: 'stored', updated_at: Date.now() })
      await recordActivities(
        trx,
        { id: null, via: 'cli' },
        blobIds.map((subjectId) => ({ action: 'blob.renditions_dropped', subjectType: 'blob', subjectId }))
      )
    })
    this.dropped += rows.length
  }
}
