import { inTransaction } from '#core/database/index'
import { Asset } from '../models/asset.ts'
import { indexAssets } from './search_documents.ts'

const BATCH = 200

/** Writes the words of every asset into the index anew, from the rows they come from. */
export async function reindexAll(onProgress: (count: number) => void = () => {}): Promise<number> {
  let after = ''
  let count = 0
  for (;;) {
    const assets = await Asset.query().where('id', '>', after).orderBy('id').limit(BATCH)
    await inTransaction((trx) => indexAssets(trx, assets, { anew: true }))
    count += assets.length
    onProgress(count)
    if (assets.length < BATCH) return count
    after = assets.at(-1)!.id
  }
}
