import db from '@adonisjs/lucid/services/db'
import { reindexAll } from '../reindex_all.ts'
import { Hold } from './changes.ts'
import { documentsOf } from './documents.ts'
import { searchEngine } from './search_engine.ts'

const BATCH = 200

export type RebuildReport = { engine: 'sql' | 'plugin'; documents: number; milliseconds: number }

/** Builds the index anew from the rows of the assets. Searches go on meanwhile; by a plugin, from the old index until the new one is whole. */
export async function rebuildIndex(onProgress: (count: number) => void = () => {}): Promise<RebuildReport> {
  const begun = performance.now()
  const isPlugin = (await searchEngine()) !== null
  const documents = isPlugin ? await buildBeside(onProgress) : await reindexAll(onProgress)
  return { engine: isPlugin ? 'plugin' : 'sql', documents, milliseconds: Math.round(performance.now() - begun) }
}

async function buildBeside(onProgress: (count: number) => void): Promise<number> {
  const engine = (await searchEngine())!
  const hold = await Hold.take()
  try {
    const rebuild = await engine.rebuild()
    try {
      let count = 0
      for await (const ids of allIds()) {
        await rebuild.put(await documentsOf(ids))
        count += ids.length
        await hold.keep(count)
        onProgress(count)
      }
      await rebuild.finish()
      await hold.finish()
      return count
    } catch (error) {
      // What stood in the way is worth more than that the rest cannot be cleared away either; the next rebuild does.
      await rebuild.abandon().catch(() => undefined)
      throw error
    }
  } catch (error) {
    await hold.release()
    throw error
  }
}

/** New assets have greater ids, so none is left out that is not written down as a change. */
async function* allIds() {
  for (let after = ''; ;) {
    const rows = (await db.from('assets').where('id', '>', after).orderBy('id').limit(BATCH).select('id')) as { id: string }[]
    if (rows.length > 0) yield rows.map(({ id }) => id)
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}
