import logger from '@adonisjs/core/services/logger'
import type { SearchAnswer, SearchQuestion } from '@damson/sdk'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { termsOf, understood, type Terms } from '../text_match.ts'
import { hasSearchEngine, searchEngine } from './search_engine.ts'

/** What has more matches is answered by the database, which can narrow, sort and count any number. */
export const MOST_FOUND = 2000
/** So long an engine that failed is not asked again: nobody but the first waits for it. */
const PAUSE_MS = 10_000
/** These say something about one question, and nothing about the engine. */
const OF_THE_QUESTION = new Set(['request_refused', 'invalid_id'])

let pausedUntil = 0
let isFailing = false

/** What somebody typed, with what a search engine found for it, or with what the database needs to find it itself. */
export async function searched(visitor: Visitor, asked: { text?: string; brandId?: string }): Promise<Terms> {
  const terms = termsOf(asked.text)
  if (!hasSearchEngine() || !terms.canRank) return understood(asked.text)
  const answer = await ask({ terms: terms.wanted, brands: brandsOf(visitor, asked.brandId), limit: MOST_FOUND })
  if (answer && answer.total <= MOST_FOUND) return withFound(terms, answer)
  const own = await understood(asked.text)
  own.isFallback = answer === null
  return own
}

/** What may be seen is narrowed by the database in any case; the engine knows of brands so that few enough are left. */
function brandsOf(visitor: Visitor, brandId: string | undefined): string[] | 'all' {
  const brands = visitor.brandsWith('assets.view')
  if (brandId === undefined) return brands
  const isOne = /^[\w-]{1,36}$/.test(brandId) && (brands === 'all' || brands.includes(brandId))
  return isOne ? [brandId] : []
}

async function ask(question: SearchQuestion): Promise<SearchAnswer | null> {
  const now = Date.now()
  if (now < pausedUntil) return null
  // One tries whether it is back; the others need not wait for what comes of it.
  if (isFailing) pausedUntil = now + PAUSE_MS
  try {
    const answer = await (await searchEngine())!.search(question)
    if (isFailing) logger.info('the search engine answers again')
    forgetFailures()
    return answer
  } catch (error) {
    logger.warn({ err: error }, 'the search engine failed, the database answers')
    if (OF_THE_QUESTION.has((error as { code?: string }).code ?? '')) return null
    isFailing = true
    pausedUntil = Date.now() + PAUSE_MS
    return null
  }
}

/** Asks the engine again at once. */
export function forgetFailures() {
  isFailing = false
  pausedUntil = 0
}

function withFound(terms: Terms, { ids, words }: SearchAnswer): Terms {
  terms.found = ids
  const keys = words.map(nameKey)
  // Cards show what stands there for a word that does not.
  for (const term of terms.wanted) {
    if (keys.some((key) => key.startsWith(nameKey(term)))) continue
    const others = keys.filter((key) => !terms.wanted.some((other) => key.startsWith(nameKey(other))))
    if (others.length > 0) terms.like.set(term, others)
  }
  return terms
}
