/**
 * Something a plugin could not do. Plugins throw it, or one of its kinds below, when they know what
 * went wrong; the host turns everything else that they throw into one.
 *
 * - `code`: stable, snake_case, may be relied upon.
 * - `retryable`: whether the same call may succeed later, with nothing changed.
 * - `message`: a sentence for the operator; never a secret.
 * - `cause`: the error underneath, where there is one.
 */
export class PluginError extends Error {
  readonly code: string
  readonly retryable: boolean

  constructor(message: string, given: { code: string; retryable?: boolean; cause?: unknown }) {
    super(message, given.cause === undefined ? undefined : { cause: given.cause })
    this.name = new.target.name
    this.code = given.code
    this.retryable = given.retryable ?? false
  }
}

/** A storage has no object of this key. Thrown before any stream exists. */
export class ObjectMissing extends PluginError {
  constructor(readonly key: string) {
    super(`There is no object "${key}" in the storage.`, { code: 'object_missing' })
  }
}

/** This file cannot be decoded, now or later. The message is a sentence that the person who uploaded it understands. */
export class Unreadable extends PluginError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'unreadable', cause })
  }
}

/** This file asks for more pixels, pages, memory or time than is allowed. The message says which limit, in plain words. */
export class LimitExceeded extends PluginError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'limit_exceeded', cause })
  }
}

/** A search engine has no index yet: it must be built first. */
export class IndexMissing extends PluginError {
  constructor(index: string, cause?: unknown) {
    super(`The search engine has no index "${index}". Build it by: node ace search:rebuild`, {
      code: 'index_missing',
      retryable: true,
      cause,
    })
  }
}

/** A factory throws it when what the plugin needs is not on this machine: the instance is off, the rest goes on. */
export class Unavailable extends PluginError {
  constructor(message: string, cause?: unknown) {
    super(message, { code: 'unavailable', cause })
  }
}
