import db from '@adonisjs/lucid/services/db'
import type { Knex } from 'knex'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { type Admission, DeliveryGate, type Guarded } from '../gate.ts'

export type Deliverable = Guarded & {
  name: string
  fileName: string
  blobId: string
  sha256: string
  storageKey: string
  mimeType: string
  size: number
  state: string
  createdAt: number
}

type Row = Omit<Deliverable, 'isTrashed'> & { isTrashed: boolean | number }

/** An asset and its current bytes, if the gate lets this visitor have them; else it does not exist. */
export class FindDeliverable {
  async handle(visitor: Visitor, id: string): Promise<{ asset: Deliverable; admission: Admission }> {
    // Straight from knex, in one query: this is asked for every picture of every page.
    const row: Row | undefined = await (db.connection().getReadClient() as Knex)('assets')
      .join('blobs', 'blobs.id', 'assets.blob_id')
      .where('assets.id', id)
      .first({
        id: 'assets.id',
        brandId: 'assets.brand_id',
        isTrashed: 'assets.is_trashed',
        name: 'assets.name',
        fileName: 'assets.file_name',
        blobId: 'blobs.id',
        sha256: 'blobs.sha256',
        storageKey: 'blobs.storage_key',
        mimeType: 'blobs.mime_type',
        size: 'blobs.size',
        state: 'blobs.state',
        createdAt: 'blobs.created_at',
      })
    if (!row) throw new NotFound('asset')
    const asset = { ...row, isTrashed: Boolean(row.isTrashed), size: Number(row.size), createdAt: Number(row.createdAt) }
    const verdict = new DeliveryGate().decide(asset, { kind: 'member', visitor })
    if (!verdict.allowed) throw new NotFound('asset')
    return { asset, admission: verdict }
  }
}
