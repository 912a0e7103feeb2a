import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { nameKey } from '#core/support/name_key'

type Document = Record<string, string | number>
type Collection = { schema: { fields: { name: string; type: string }[]; token_separators: string[] }; documents: Map<string, Document> }
type Search = Record<string, string | number>

/** The fields of a search that the published description of the API knows, as far as we use them. */
const SEARCH_FIELDS: Record<string, 'string' | 'number'> = {
  collection: 'string',
  q: 'string',
  query_by: 'string',
  query_by_weights: 'string',
  drop_tokens_threshold: 'number',
  sort_by: 'string',
  include_fields: 'string',
  highlight_fields: 'string',
  highlight_affix_num_tokens: 'number',
  filter_by: 'string',
  per_page: 'number',
  page: 'number',
}

/**
 * As much of a Typesense server as we use, after its published OpenAPI description: routes, statuses, shapes and limits.
 * It searches plainly, and is no proof of how the real one ranks, forgives slips or breaks words.
 */
export class TypesenseStub {
  readonly key = 'a-key-for-tests'
  readonly collections = new Map<string, Collection>()
  readonly aliases = new Map<string, string>()
  /** What a real server would not have understood. */
  readonly violations: string[] = []
  readonly requests: string[] = []
  /** The id of a document that it does not take. */
  refuses: string | null = null
  /** Answers every request like this instead: a status, never, or by cutting the connection. */
  mood: 'well' | 'silent' | 'cut' | 500 | 503 = 'well'
  /** Called with each request before it is answered. */
  before: (route: string) => Promise<void> | void = () => {}
  #server: Server | null = null
  #port = 0

  get url() {
    return `http://127.0.0.1:${this.#port}`
  }

  /** On the same port again, after it was stopped. */
  async start(): Promise<this> {
    this.#server = createServer((request, response) => void this.#answer(request, response))
    const server = this.#server
    await new Promise<void>((done, fail) => server.once('error', fail).listen(this.#port, '127.0.0.1', done))
    this.#port = (server.address() as AddressInfo).port
    return this
  }

  async stop() {
    const server = this.#server
    this.#server = null
    server?.closeAllConnections()
    if (server) await new Promise((done) => server.close(done))
  }

  /** The documents behind an alias. */
  documents(alias = 'test_assets'): Map<string, Document> {
    return this.#collection(alias)?.documents ?? new Map<string, Document>()
  }

  async #answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url!, this.url)
    const route = `${request.method} ${pathname}`
    this.requests.push(route)
    const body = await text(request)
    await this.before(route)
    if (this.mood === 'silent') return
    if (this.mood === 'cut') return void request.socket.destroy()
    const send = (status: number, answer: unknown, type = 'application/json') => {
      response.writeHead(status, { 'content-type': type }).end(typeof answer === 'string' ? answer : JSON.stringify(answer))
    }
    if (typeof this.mood === 'number') return send(this.mood, { message: 'Not Ready or Lagging' })
    if (request.headers['x-typesense-api-key'] !== this.key) {
      return send(401, { message: 'Forbidden - a valid `x-typesense-api-key` header must be sent.' })
    }
    if (request.url!.length > 4000) this.#violation(route, 'an address of more than 4000 characters')
    const [, kind, name, part, what] = pathname.split('/').map(decodeURIComponent)
    const missing = () => send(404, { message: 'Not Found' })
    if (route === 'POST /multi_search') return send(200, { results: this.#searches(JSON.parse(body)) })
    if (route === 'POST /collections') return this.#create(JSON.parse(body), send)
    if (route === 'GET /collections')
      return send(
        200,
        [...this.collections.keys()].map((one) => this.#told(one))
      )
    if (kind === 'aliases' && request.method === 'PUT') {
      const { collection_name: collection, ...rest } = JSON.parse(body)
      if (typeof collection !== 'string' || Object.keys(rest).length > 0) this.#violation(route, body)
      this.aliases.set(name!, collection)
      return send(200, { name, collection_name: collection })
    }
    if (kind === 'aliases' && request.method === 'GET') {
      return this.aliases.has(name!) ? send(200, { name, collection_name: this.aliases.get(name!) }) : missing()
    }
    const collection = kind === 'collections' ? this.#collection(name!) : undefined
    if (!collection) return missing()
    if (request.method === 'GET' && !part) return send(200, this.#told(name!))
    if (request.method === 'DELETE' && !part) {
      const told = this.#told(name!)
      this.collections.delete(this.aliases.get(name!) ?? name!)
      return send(200, told)
    }
    if (part !== 'documents') return missing()
    if (request.method === 'POST' && what === 'import') {
      this.#allow(route, searchParams, { action: /^upsert$/, throwOnFail: /./ })
      const results = body.split('\n').map((line) => this.#import(collection, line))
      return send(200, results.map((result) => JSON.stringify(result)).join('\n'), 'text/plain; charset=utf-8')
    }
    if (request.method === 'GET' && what === 'export') {
      this.#allow(route, searchParams, { include_fields: /^[a-z,_]+$/ })
      const fields = searchParams.get('include_fields')!.split(',')
      const lines = [...collection.documents.values()].map((one) => JSON.stringify(Object.fromEntries(fields.map((f) => [f, one[f]]))))
      return send(200, lines.join('\n'), 'text/plain; charset=utf-8')
    }
    if (request.method === 'DELETE' && !what) {
      this.#allow(route, searchParams, { filter_by: /^id:=\[(`[\w-]+`,?)+\]$/ })
      const ids = this.#named(searchParams.get('filter_by')!)
      return send(200, { num_deleted: ids.filter((id) => collection.documents.delete(id)).length })
    }
    this.#violation(route, 'no such route')
    missing()
  }

  #violation(route: string, what: string) {
    this.violations.push(`${route}: ${what}`)
  }

  #allow(route: string, given: URLSearchParams, allowed: Record<string, RegExp>) {
    for (const [name, value] of given) if (!allowed[name]?.test(value)) this.#violation(route, `${name}=${value}`)
  }

  #collection(name: string) {
    return this.collections.get(this.aliases.get(name) ?? name)
  }

  #told(name: string) {
    const real = this.aliases.get(name) ?? name
    return { name: real, num_documents: this.collections.get(real)?.documents.size, ...this.collections.get(real)?.schema }
  }

  #create(schema: Collection['schema'] & { name: string }, send: (status: number, answer: unknown) => void) {
    const { name, fields, default_sorting_field: sorting, token_separators: separators, ...rest } = schema as Record<string, any>
    const areFields = fields.every((field: any) => field.name && ['string', 'int64'].includes(field.type))
    const isSortable = fields.some((field: any) => field.name === sorting && field.type === 'int64')
    const areSigns = separators.every((sign: string) => sign.length === 1)
    if (!name || !areFields || !isSortable || !areSigns || Object.keys(rest).length > 0) {
      this.#violation('POST /collections', JSON.stringify(schema))
    }
    if (this.collections.has(name)) return send(409, { message: `A collection with name \`${name}\` already exists.` })
    this.collections.set(name, { schema, documents: new Map() })
    send(201, this.#told(name))
  }

  #import({ schema, documents }: Collection, line: string) {
    const document = JSON.parse(line) as Document
    for (const { name, type } of schema.fields) {
      const kind: string = typeof document[name]
      const is = kind === (type === 'string' ? 'string' : 'number')
      if (!is) return { success: false, error: `Field \`${name}\` must be ${type}.`, document: line, code: 400 }
    }
    if (document.id === this.refuses) return { success: false, error: 'Out of memory.', document: line, code: 500 }
    documents.set(String(document.id), document)
    return { success: true }
  }

  #searches({ searches }: { searches: Search[] }) {
    if (searches.length > 50) this.#violation('POST /multi_search', `${searches.length} searches`)
    // Pages of one question are looked for once.
    const found = new Map<string, ReturnType<TypesenseStub['find']>>()
    return searches.map((search) => {
      for (const [name, value] of Object.entries(search)) {
        const kind: string = typeof value
        if (kind !== SEARCH_FIELDS[name]) this.#violation('POST /multi_search', `${name}: ${value}`)
      }
      if (Number(search.per_page) > 250) this.#violation('POST /multi_search', `per_page ${search.per_page}`)
      const collection = this.#collection(String(search.collection))
      if (!collection) return { code: 404, error: 'Not found.' }
      const question = `${search.q} ${search.filter_by}`
      if (!found.has(question)) found.set(question, this.find(collection, search))
      return pageOf(found.get(question)!, search)
    })
  }

  private find({ documents, schema }: Collection, search: Search) {
    const fields = String(search.query_by).split(',')
    const weights = String(search.query_by_weights).split(',').map(Number)
    const brands = search.filter_by === undefined ? null : this.#named(String(search.filter_by))
    if (brands && !String(search.filter_by).startsWith('brand_id:=[')) this.#violation('POST /multi_search', String(search.filter_by))
    const pieces = [...String(search.q).matchAll(/"([^"]+)"|(\S+)/g)].map(([, phrase, word]) => nameKey(phrase ?? word!))
    const found = [...documents.values()].flatMap((document) => {
      if (brands && !brands.includes(String(document.brand_id))) return []
      const places = fields.map((field) => tokensOf(String(document[field]), schema.token_separators))
      const tokens = new Set<string>()
      let score = 0
      for (const [at, piece] of pieces.entries()) {
        const scores = places.map((words, nth) => {
          const hit = words.find((word, from) => isAt(words, from, piece, at === pieces.length - 1, word))
          if (hit) tokens.add(hit)
          return hit ? weights[nth]! : 0
        })
        if (Math.max(...scores) === 0) return []
        score += Math.max(...scores)
      }
      return [{ document, score, tokens: [...tokens] }]
    })
    found.sort((one, other) => other.score - one.score || Number(other.document.created_at) - Number(one.document.created_at))
    return found
  }

  #named(filter: string): string[] {
    return [...filter.matchAll(/`([^`]*)`/g)].map(([, id]) => id!)
  }
}

function pageOf(found: { document: Document; tokens: string[] }[], search: Search) {
  const from = (Number(search.page) - 1) * Number(search.per_page)
  return {
    found: found.length,
    page: search.page,
    hits: found.slice(from, from + Number(search.per_page)).map(({ document, tokens }) => ({
      document: { id: document.id },
      highlights: search.highlight_fields === 'none' ? [] : [{ field: 'name', matched_tokens: tokens }],
    })),
  }
}

function tokensOf(value: string, separators: string[]): string[] {
  const parted = [...value].map((sign) => (separators.includes(sign) ? ' ' : sign)).join('')
  return parted.split(/\s+/).filter(Boolean).map(nameKey)
}

/** A phrase as it stands, a word as it is or with one letter wrong, and the last one by how it begins. */
function isAt(words: string[], from: number, piece: string, isLast: boolean, word: string): boolean {
  const parts = piece.split(' ')
  if (parts.length > 1) return parts.every((part, nth) => words[from + nth] === part)
  if (word === piece || (isLast && word.startsWith(piece))) return true
  return piece.length > 4 && piece.length === word.length && [...piece].filter((letter, nth) => letter !== word[nth]).length === 1
}
