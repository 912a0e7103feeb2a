import { Exception } from '@adonisjs/core/exceptions'

export type FieldError = { field: string; message: string }

/**
 * An error meant for the person or program that asked (RFC 9457). `code` is stable and may be relied
 * upon; `title` names the kind; `detail` says what was attempted, on what, and what to do next.
 */
export class Problem extends Exception {
  readonly title: string
  readonly detail: string
  readonly errors?: FieldError[]
  /** Headers that belong to the answer, such as Retry-After. */
  readonly headers: Record<string, string>

  constructor(given: {
    status: number
    code: string
    title: string
    detail: string
    errors?: FieldError[]
    headers?: Record<string, string>
    cause?: unknown
  }) {
    super(given.detail, { status: given.status, code: given.code, cause: given.cause })
    this.title = given.title
    this.detail = given.detail
    this.errors = given.errors
    this.headers = given.headers ?? {}
  }

  toJSON() {
    return {
      type: `urn:damson:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      detail: this.detail,
      ...(this.errors ? { errors: this.errors } : {}),
    }
  }
}

/** The same answer for what does not exist and for what the asker may not see. */
export class NotFound extends Problem {
  constructor(what: string) {
    super({
      status: 404,
      code: 'not_found',
      title: 'Not found',
      detail: `There is no such ${what}, or you may not see it.`,
    })
  }
}

export class Forbidden extends Problem {
  constructor(what: string) {
    super({
      status: 403,
      code: 'forbidden',
      title: 'Not allowed',
      detail: `You may not ${what}. Ask an administrator for a role that includes it.`,
    })
  }
}
