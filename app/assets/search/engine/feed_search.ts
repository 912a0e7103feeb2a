import type { Logger } from '@adonisjs/core/logger'
import type { SearchDocument, SearchEngine } from '@damson/sdk'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { forgetChanges, isHeld, oldestChanges } from './changes.ts'
import { documentsOf } from './documents.ts'
import { searchEngine } from './search_engine.ts'

const BATCH = 100
/** An engine that failed is left alone for so long. */
const PAUSE_MS = 15_000
/** Then the next one goes on, so that none is taken for one that hangs. */
const LONGEST_MS = 5 * 60_000

/**
 * Tells the search engine of changes, oldest first, and of each until it has taken it in. What it is told is how the asset
 * is now, so one change told twice or two told at once come to the same. Starts every few seconds; one runs at a time.
 */
export class FeedSearch extends Job {
  static jobName = 'assets.feed_search'
  static priority = PRIORITY.upload
  static attempts = 5
  static timeoutMs = 10 * 60_000
  static pausedUntil = 0

  async handle(_: object, { signal, logger }: JobContext) {
    const engine = await searchEngine()
    if (!engine || Date.now() < FeedSearch.pausedUntil) return
    const until = Date.now() + LONGEST_MS
    try {
      while (!signal.aborted && Date.now() < until && (await tellSome(engine, logger)));
    } catch (error) {
      // Nothing is lost: the changes wait, and doctor tells how many.
      FeedSearch.pausedUntil = Date.now() + PAUSE_MS
      logger.warn({ err: error }, 'the search engine could not be told of changes')
    }
  }
}

/** Tells of the oldest changes; false where none is left or may be told. */
async function tellSome(engine: SearchEngine, logger: Logger): Promise<boolean> {
  if (await isHeld()) return false
  const changes = await oldestChanges(BATCH)
  if (changes.length === 0) return false
  const ids = [...new Set(changes.map(({ assetId }) => assetId))]
  const documents = await documentsOf(ids)
  const present = new Set(documents.map(({ id }) => id))
  const gone = ids.filter((id) => !present.has(id))
  if (documents.length > 0) await putAll(engine, documents, logger)
  if (gone.length > 0) await engine.remove(gone)
  return (await forgetChanges(changes)) && changes.length === BATCH
}

/** One document that the engine refuses must not keep all others waiting. */
async function putAll(engine: SearchEngine, documents: SearchDocument[], logger: Logger) {
  try {
    await engine.put(documents)
  } catch (error) {
    if ((error as { code?: string }).code !== 'document_refused') throw error
    if (documents.length === 1) return logger.error({ err: error, asset: documents[0]!.id }, 'the search engine refuses an asset')
    for (const document of documents) await putAll(engine, [document], logger)
  }
}
