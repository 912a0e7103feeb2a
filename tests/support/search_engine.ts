import logger from '@adonisjs/core/services/logger'
import { FeedSearch, searchBy } from '#assets'
import { PluginHost } from '#plugin_host'
import { forgetFailures } from '../../app/assets/search/engine/ask_engine.ts'
import { TypesenseStub } from './typesense_stub.ts'

/** Lets this process search by a Typesense stub, as SEARCH=typesense would. */
export async function searchByStub(): Promise<{ stub: TypesenseStub; end: () => Promise<void> }> {
  const stub = await new TypesenseStub().start()
  const options = { url: stub.url, apiKey: stub.key, prefix: 'test' }
  const host = await PluginHost.load(
    {
      instances: { typesense: { plugin: () => import('#plugins/search_typesense'), options } },
      bindings: { storage: '', preview: [], export: [], search: 'typesense' },
    },
    { points: ['search'] }
  )
  searchBy(async () => host.search()!)
  forgetFailures()
  const end = async () => {
    searchBy(null)
    await stub.stop()
  }
  return { stub, end }
}

/** As a worker does every few seconds, without the rest after a failure. */
export async function tellSearchEngine() {
  FeedSearch.pausedUntil = 0
  await new FeedSearch().handle({}, { signal: new AbortController().signal, attempt: 1, isLastAttempt: false, logger })
}
