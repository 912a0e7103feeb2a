import db from '@adonisjs/lucid/services/db'
import type { SearchDocument, SearchEngine, SearchQuestion } from '@damson/sdk'
import { Asset } from '#assets'
import { inTransaction, insertRow, newId } from '#core/database/index'
import { nameKey } from '#core/support/name_key'
import { newestMatches } from '../../app/assets/search/matching.ts'
import { indexAssets, unindexAsset } from '../../app/assets/search/search_documents.ts'
import { understood } from '../../app/assets/search/text_match.ts'

type Row = Record<string, string | number | null>

/** The search of the database itself, behind the contract of search engines: for its suite, on assets that are copies of one. */
export class SqlSearch implements SearchEngine {
  readonly #like: { asset: Row; blob: Row }
  readonly #digests = new Map<string, string>()

  constructor(like: { asset: Row; blob: Row }) {
    this.#like = like
  }

  async search({ terms, brands, limit }: SearchQuestion) {
    const asked = await understood(terms.map((term) => (term.includes(' ') ? `"${term}"` : term)).join(' '))
    if (asked.isEmpty) return { ids: [], total: 0, words: [] }
    const newest = newestMatches(asked)
    if (brands !== 'all') newest.whereIn('assets.brand_id', brands)
    const rows = (await db.from(newest.as('newest')).orderBy('rank').orderBy('id', 'desc')) as { id: string }[]
    return { ids: rows.slice(0, limit).map(({ id }) => id), total: rows.length, words: [] }
  }

  async put(documents: SearchDocument[]) {
    for (const document of documents) {
      await inTransaction(async (trx) => {
        const { id, brandId, createdAt, name, fileName, title, description, keywords, body } = document
        await trx.from('assets').where('id', id).delete()
        const blob = { ...this.#like.blob, id: newId(), sha256: newId().replaceAll('-', '').padEnd(64, '0') }
        await insertRow(trx, 'blobs', blob)
        await insertRow(trx, 'blob_texts', { blob_id: blob.id, body })
        const words = { name, name_key: nameKey(name), file_name: fileName, title, description, keywords: JSON.stringify([keywords]) }
        const row = { ...this.#like.asset, ...words, id, brand_id: brandId, blob_id: blob.id, type: 'document', created_at: createdAt }
        await insertRow(trx, 'assets', row)
        await indexAssets(trx, await Asset.query({ client: trx }).where('id', id), { anew: true })
      })
      this.#digests.set(document.id, document.digest)
    }
  }

  async remove(ids: string[]) {
    for (const id of ids) {
      await inTransaction(async (trx) => {
        await unindexAsset(trx, id)
        await trx.from('assets').where('id', id).delete()
      })
    }
  }

  async rebuild() {
    return { put: (documents: SearchDocument[]) => this.put(documents), finish: async () => {}, abandon: async () => {} }
  }

  async *list() {
    const rows = (await db.from('search_documents').select('asset_id')) as { asset_id: string }[]
    yield rows.map((row) => ({ id: row.asset_id, digest: this.#digests.get(row.asset_id)! }))
  }

  async check() {}
}
