import { isSqlite, type Transaction } from '#core/database/index'
import type { Asset } from '../models/asset.ts'

/** The words of an asset, by where they stand; the order is that of the columns of the index. */
export const SEARCH_FIELDS = ['name', 'file_name', 'title', 'description', 'keywords', 'body'] as const

type Words = Record<(typeof SEARCH_FIELDS)[number], string>

/** Writes the words of an asset into the index of the embedded search, in the transaction that changes them. */
export async function indexAsset(trx: Transaction, asset: Asset, { isNew = false } = {}) {
  const words = await wordsOf(trx, asset)
  const document = isNew ? null : await trx.from('search_documents').where('asset_id', asset.id).select('id').first()
  if (!isSqlite()) {
    if (document) await trx.from('search_documents').where('id', document.id).update(words)
    else await trx.table('search_documents').insert({ asset_id: asset.id, ...words })
    return
  }
  let rowid = document?.id as number | undefined
  if (rowid === undefined) {
    const [inserted] = await trx.table('search_documents').insert({ asset_id: asset.id })
    rowid = inserted as number
  } else {
    await trx.rawQuery('DELETE FROM asset_fts WHERE rowid = ?', [rowid])
  }
  await trx.rawQuery(`INSERT INTO asset_fts (rowid, ${SEARCH_FIELDS.join(', ')}) VALUES (?, ${SEARCH_FIELDS.map(() => '?').join(', ')})`, [
    rowid,
    ...SEARCH_FIELDS.map((field) => words[field]),
  ])
}

/** Takes assets out of the index for good. Those in the trash stay in it: the query leaves them out. */
export async function unindexAsset(trx: Transaction, assetId: string) {
  const document = await trx.from('search_documents').where('asset_id', assetId).select('id').first()
  if (!document) return
  if (isSqlite()) await trx.rawQuery('DELETE FROM asset_fts WHERE rowid = ?', [document.id])
  await trx.from('search_documents').where('id', document.id).delete()
}

async function wordsOf(trx: Transaction, asset: Asset): Promise<Words> {
  const text = asset.type === 'image' || asset.type === 'video' ? null : await trx.from('blob_texts').where('blob_id', asset.blobId).first()
  return {
    name: asset.name,
    file_name: asset.fileName,
    title: asset.title ?? '',
    description: [asset.description, asset.altText].filter(Boolean).join('\n'),
    keywords: asset.keywords.join('\n'),
    body: text?.body ?? '',
  }
}
