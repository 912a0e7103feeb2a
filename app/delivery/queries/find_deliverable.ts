import { readRows } from '#core/database/index'
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
  errorMessage: string | null
  createdAt: number
}

type Row = Omit<Deliverable, 'isTrashed'> & { isTrashed: boolean | number }

// In one query, and written out: this is asked for every picture of every page.
const FIND = `select a.id, a.brand_id as brandId, a.is_trashed as isTrashed, f.circle_id as circleId, a.name, a.file_name as fileName,
    b.id as blobId, b.sha256, b.storage_key as storageKey, b.mime_type as mimeType, b.size, b.state,
    b.error_message as errorMessage, b.created_at as createdAt
  from assets a join blobs b on b.id = a.blob_id left join folders f on f.id = a.folder_id where a.id = ?`

/** An asset and its current bytes, if the gate lets this visitor have them; else it does not exist. */
export class FindDeliverable {
  async handle(visitor: Visitor, id: string): Promise<{ asset: Deliverable; admission: Admission }> {
    const [row] = await readRows<Row>(FIND, [id])
    if (!row) throw new NotFound('asset')
    const asset = { ...row, isTrashed: Boolean(row.isTrashed), size: Number(row.size), createdAt: Number(row.createdAt) }
    const verdict = new DeliveryGate().decide(asset, { kind: 'member', visitor })
    if (!verdict.allowed) throw new NotFound('asset')
    return { asset, admission: verdict }
  }
}
