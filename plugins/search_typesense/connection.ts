import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Client } from 'typesense'
import { IndexMissing, PluginError } from '@damson/sdk'

export type Options = { url: string; apiKey: string; prefix: string }

/** A search that takes longer is answered by the database; what builds the index has time. */
const PATIENCE_SECONDS = { quick: 1, slow: 25 }

/** The official client, loaded when it is first used, and its errors in the words of the contract. */
export class Connection {
  readonly #options: Options
  readonly #clients = new Map<keyof typeof PATIENCE_SECONDS, Promise<Client>>()

  constructor(options: Options) {
    this.#options = options
  }

  async run<T>(patience: keyof typeof PATIENCE_SECONDS, work: (client: Client) => Promise<T>): Promise<T> {
    if (!this.#clients.has(patience)) this.#clients.set(patience, this.#connect(PATIENCE_SECONDS[patience]))
    try {
      return await work((await this.#clients.get(patience))!)
    } catch (error) {
      throw this.#translated(error)
    }
  }

  async #connect(seconds: number): Promise<Client> {
    const { Client } = await import('typesense')
    const { url, apiKey } = this.#options
    return new Client({
      nodes: [{ url: url.replace(/\/+$/, '') }],
      apiKey,
      connectionTimeoutSeconds: seconds,
      // Whoever asks knows better whether to try again: a search goes elsewhere, a job comes back.
      numRetries: 0,
      logLevel: 'silent',
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true }),
    })
  }

  #translated(error: unknown): PluginError {
    if (error instanceof PluginError) return error
    const { httpStatus, message } = error as { httpStatus?: number; message?: string }
    if (httpStatus === 404) return new IndexMissing(`${this.#options.prefix}_assets`, error)
    if (httpStatus === 401 || httpStatus === 403) {
      return new PluginError(`Typesense at ${this.#options.url} refuses the API key.`, { code: 'key_refused', cause: error })
    }
    const isRefused = httpStatus !== undefined && httpStatus < 500 && httpStatus !== 408 && httpStatus !== 429
    return new PluginError(`Typesense at ${this.#options.url} failed: ${message}`, {
      code: isRefused ? 'request_refused' : 'engine_unreachable',
      retryable: !isRefused,
      cause: error,
    })
  }
}
