import { PluginError } from '@damson/sdk'
import { PluginTimedOut } from './errors.ts'

/** Stands between the application and one instance: deadlines, errors of one kind, no secret in any message. */
export class Guard {
  constructor(
    readonly instance: string,
    private secrets: string[]
  ) {}

  /** Runs a call of the plugin. Whatever it throws arrives as a `PluginError`. */
  async run<T>(call: string, deadlineMs: number, work: () => Promise<T> | T): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new PluginTimedOut(this.instance, call, deadlineMs)), deadlineMs)
    })
    try {
      return await Promise.race([(async () => work())(), late])
    } catch (error) {
      throw this.wrap(call, error)
    } finally {
      clearTimeout(timer)
    }
  }

  wrap(call: string, error: unknown): PluginError {
    if (error instanceof PluginError) return this.#withoutSecrets(error)
    const message = error instanceof Error ? error.message : String(error)
    return new PluginError(this.redact(`The plugin instance "${this.instance}" failed in ${call}: ${message}`), {
      code: 'plugin_failed',
      retryable: isPassing(error),
      cause: this.#copyOf(error),
    })
  }

  redact(text: string): string {
    return this.secrets.reduce((clean, secret) => clean.replaceAll(secret, '[secret]'), text)
  }

  #withoutSecrets(error: PluginError): PluginError {
    error.message = this.redact(error.message)
    if (error.stack) error.stack = this.redact(error.stack)
    if (error.cause !== undefined) error.cause = this.#copyOf(error.cause)
    return error
  }

  /** The original may carry options and requests of the plugin, secrets among them, so only what is known to be harmless is kept. */
  #copyOf(error: unknown): Error {
    const given = error instanceof Error ? error : new Error(String(error))
    const copy: Error & { code?: unknown } = new Error(this.redact(given.message))
    copy.name = given.name
    copy.stack = given.stack ? this.redact(given.stack) : undefined
    const { code, cause } = given as { code?: unknown; cause?: unknown }
    if (typeof code === 'string' || typeof code === 'number') copy.code = code
    if (cause !== undefined && cause !== error) copy.cause = this.#copyOf(cause)
    return copy
  }
}

const PASSING = new Set(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN', 'EBUSY', 'EMFILE', 'ENFILE', 'EIO'])

function isPassing(error: unknown): boolean {
  return PASSING.has(String((error as { code?: unknown } | null)?.code))
}
