import { carryOut, insertRow, isSqlite, type Transaction } from '#core/database/index'
import type { Asset } from '../models/asset.ts'
import { wordsOfProperties } from '../properties/properties.ts'
import { noteChanges } from './engine/changes.ts'
import { learnWords } from './vocabulary.ts'

/** The words of an asset, by where they stand; the order is that of the columns of the index. */
export const SEARCH_FIELDS = ['name', 'file_name', 'title', 'description', 'keywords', 'body'] as const

export type Words = Record<(typeof SEARCH_FIELDS)[number], string>

/** Writes the words of an asset into the index of the embedded search, in the transaction that changes them; another engine is told later. */
export async function indexAsset(trx: Transaction, asset: Asset, { isNew = false } = {}) {
  const words = await wordsOf(trx, [asset])
  await learn(trx, words)
  const document = isNew ? null : await trx.from('search_documents').where('asset_id', asset.id).select('id').first()
  await write(trx, asset.id, words.get(asset.id)!, document?.id as number | undefined)
  await noteChanges(trx, [asset.id])
}

/** The same for many, whose words are gathered together. `anew`: nothing is known of the words of their documents. */
export async function indexAssets(trx: Transaction, assets: Asset[], { anew = false } = {}) {
  const ids = assets.map((asset) => asset.id)
  const words = await wordsOf(trx, assets)
  await learn(trx, words, anew)
  const documents = (await trx.from('search_documents').whereIn('asset_id', ids).select('id', 'asset_id')) as {
    id: number
    asset_id: string
  }[]
  const rows = new Map(documents.map((document) => [document.asset_id, document.id]))
  for (const id of ids) await write(trx, id, words.get(id)!, rows.get(id))
  await noteChanges(trx, ids)
}

/** The words of a document are learnt when it was read, since they are many and never change. */
async function learn(trx: Transaction, words: Map<string, Words>, withBodies = false) {
  const texts = [...words.values()].flatMap(({ body, ...others }) => [...Object.values(others), ...(withBodies ? [body] : [])])
  await learnWords(trx, texts)
}

async function write(trx: Transaction, assetId: string, words: Words, row: number | undefined) {
  if (!isSqlite()) {
    if (row !== undefined) await trx.from('search_documents').where('id', row).update(words)
    else await insertRow(trx, 'search_documents', { asset_id: assetId, ...words })
    return
  }
  let rowid = row
  if (rowid === undefined) {
    rowid = (await insertRow(trx, 'search_documents', { asset_id: assetId })).lastNumber
  } else {
    await carryOut(trx, 'DELETE FROM asset_fts WHERE rowid = ?', [rowid])
  }
  await insertRow(trx, 'asset_fts', { rowid, ...words })
}

/** Takes assets out of the index for good. Those in the trash stay in it: the query leaves them out. */
export async function unindexAsset(trx: Transaction, assetId: string) {
  await noteChanges(trx, [assetId])
  const document = await trx.from('search_documents').where('asset_id', assetId).select('id').first()
  if (!document) return
  if (isSqlite()) await trx.rawQuery('DELETE FROM asset_fts WHERE rowid = ?', [document.id])
  await trx.from('search_documents').where('id', document.id).delete()
}

export async function wordsOf(trx: Transaction, assets: Asset[]): Promise<Map<string, Words>> {
  const properties = await wordsOfProperties(trx, assets)
  const written = assets.filter((asset) => asset.type !== 'image' && asset.type !== 'video').map((asset) => asset.blobId)
  const texts = (written.length > 0 ? await trx.from('blob_texts').whereIn('blob_id', written).select('blob_id', 'body') : []) as {
    blob_id: string
    body: string
  }[]
  const bodies = new Map(texts.map((text) => [text.blob_id, text.body]))
  return new Map(assets.map((asset) => [asset.id, together(own(asset, bodies.get(asset.blobId)), properties.get(asset.id) ?? [])]))
}

function own(asset: Asset, body = ''): Words {
  return {
    name: asset.name,
    file_name: asset.fileName,
    title: asset.title ?? '',
    description: [asset.description, asset.altText].filter(Boolean).join('\n'),
    keywords: asset.keywords.join('\n'),
    body,
  }
}

function together(words: Words, more: Partial<Words>[]): Words {
  return Object.fromEntries(
    SEARCH_FIELDS.map((field) => [field, [words[field], ...more.map((said) => said[field])].filter(Boolean).join('\n')])
  ) as Words
}
