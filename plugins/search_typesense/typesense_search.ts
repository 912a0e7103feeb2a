import type { Readable } from 'node:stream'
import { IndexMissing, PluginError, type SearchAnswer, type SearchDocument, type SearchEngine, type SearchQuestion } from '@damson/sdk'
import { importInto, schemaOf, SEARCHED } from './collection.ts'
import { Connection, type Options } from './connection.ts'

/** The most that Typesense puts on a page. */
const PAGE = 250
/** Ids in one condition on the address of a request, which must stay below 4,000 characters. */
const NAMED = 50
const LISTED = 500

type Result = {
  found?: number
  hits?: { document: { id: string }; highlights?: { matched_tokens?: (string | string[])[] }[] }[]
  code?: number
  error?: string
}

/**
 * The index is a collection behind an alias, so that another can be built beside it and take its place at once. Only
 * ids come back: what people see of an asset comes from the database.
 */
export class TypesenseSearch implements SearchEngine {
  readonly #alias: string
  readonly #connection: Connection

  constructor(options: Options) {
    this.#alias = `${options.prefix}_assets`
    this.#connection = new Connection(options)
  }

  async search({ terms, brands, limit }: SearchQuestion): Promise<SearchAnswer> {
    const q = terms.map(asWords).filter(Boolean).join(' ')
    if (!q || brands.length === 0) return { ids: [], total: 0, words: [] }
    const pages = Math.ceil(limit / PAGE)
    const [first] = await this.#ask(q, brands, [1])
    const total = first!.found ?? 0
    const more = Array.from({ length: Math.min(pages, Math.ceil(total / PAGE)) - 1 }, (_, nth) => nth + 2)
    const results = [first!, ...(more.length > 0 ? await this.#ask(q, brands, more) : [])]
    const ids = results.flatMap(({ hits }) => (hits ?? []).map(({ document }) => document.id))
    return { ids: ids.slice(0, limit), total, words: wordsIn(first!) }
  }

  async #ask(q: string, brands: string[] | 'all', pages: number[]): Promise<Result[]> {
    const isFirst = pages[0] === 1
    const searches = pages.map((page) => ({
      collection: this.#alias,
      q,
      query_by: Object.keys(SEARCHED).join(','),
      query_by_weights: Object.values(SEARCHED).join(','),
      // Every word is meant: none is left out to find more.
      drop_tokens_threshold: 0,
      sort_by: '_text_match:desc,created_at:desc',
      include_fields: 'id',
      highlight_fields: isFirst ? 'name,file_name,title,description,keywords' : 'none',
      highlight_affix_num_tokens: 0,
      ...(brands === 'all' ? {} : { filter_by: oneOf('brand_id', brands) }),
      per_page: PAGE,
      page,
    }))
    const { results } = (await this.#connection.run('quick', (client) => client.multiSearch.perform({ searches }))) as {
      results: Result[]
    }
    // One of many searches fails within an answer that is otherwise well.
    const failed = results.find(({ error }) => error !== undefined)
    if (failed?.code === 404) throw new IndexMissing(this.#alias)
    if (failed) throw new PluginError(`Typesense refuses a search: ${failed.error}`, { code: 'request_refused' })
    return results
  }

  put(documents: SearchDocument[]): Promise<void> {
    return this.#connection.run('slow', (client) => importInto(client, this.#alias, documents))
  }

  async remove(ids: string[]): Promise<void> {
    for (let at = 0; at < ids.length; at += NAMED) {
      const condition = oneOf('id', ids.slice(at, at + NAMED))
      await this.#connection.run('slow', (client) => client.collections(this.#alias).documents().delete({ filter_by: condition }))
    }
  }

  async rebuild() {
    const name = `${this.#alias}_${Date.now()}`
    await this.#connection.run('slow', (client) => client.collections().create(schemaOf(name)))
    return {
      put: (documents: SearchDocument[]) => this.#connection.run('slow', (client) => importInto(client, name, documents)),
      finish: async () => {
        await this.#connection.run('slow', (client) => client.aliases().upsert(this.#alias, { collection_name: name }))
        await this.#removeAllBut(name)
      },
      abandon: async () => {
        await this.#connection.run('slow', (client) => client.collections(name).delete())
      },
    }
  }

  /** The former one, and what rebuilds that were cut off left behind. */
  async #removeAllBut(kept: string) {
    const all = await this.#connection.run('slow', (client) => client.collections().retrieve())
    const ours = all.map(({ name }) => name).filter((name) => name.startsWith(`${this.#alias}_`) && name !== kept)
    for (const name of ours.filter((one) => /^\d+$/.test(one.slice(this.#alias.length + 1)))) {
      await this.#connection.run('slow', (client) => client.collections(name).delete())
    }
  }

  async *list() {
    const fields = { include_fields: 'id,digest' }
    const stream = (await this.#connection.run('slow', (client) =>
      client.collections(this.#alias).documents().exportStream(fields)
    )) as unknown as Readable
    let some: { id: string; digest: string }[] = []
    for await (const line of linesOf(stream)) {
      some.push(JSON.parse(line) as { id: string; digest: string })
      if (some.length < LISTED) continue
      yield some
      some = []
    }
    if (some.length > 0) yield some
  }

  async check(): Promise<void> {
    await this.#connection.run('quick', (client) => client.aliases(this.#alias).retrieve())
    await this.#connection.run('quick', (client) => client.collections(this.#alias).retrieve())
  }
}

/** Unlike those of node:readline, these end with the error of a stream that breaks off. */
async function* linesOf(stream: Readable) {
  let rest = ''
  for await (const piece of stream.setEncoding('utf8')) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    yield* lines.filter(Boolean)
  }
  if (rest) yield rest
}

/** Nothing of what somebody typed is left but words, since other signs would be orders. A phrase stands in quotes. */
function asWords(term: string): string {
  const words = term.match(/[\p{Letter}\p{Number}\p{Mark}]+/gu) ?? []
  return words.length > 1 ? `"${words.join(' ')}"` : (words[0] ?? '')
}

function oneOf(field: string, ids: string[]): string {
  const strange = ids.find((id) => !/^[\w-]{1,64}$/.test(id))
  if (strange !== undefined) throw new PluginError(`"${strange}" cannot be an id.`, { code: 'invalid_id' })
  return `${field}:=[${ids.map((id) => `\`${id}\``).join(',')}]`
}

function wordsIn({ hits = [] }: Result): string[] {
  const tokens = hits.flatMap(({ highlights }) => (highlights ?? []).flatMap(({ matched_tokens }) => (matched_tokens ?? []).flat()))
  return [...new Set(tokens.map((token) => token.toLowerCase()))].slice(0, 40)
}
