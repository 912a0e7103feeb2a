import { errors as vineErrors } from '@vinejs/vine'
import { ExceptionHandler as BaseHandler, type HttpContext } from '@adonisjs/core/http'
import { Problem } from './problem.ts'
import { troubleOf, type Trouble } from '../database/trouble.ts'

type Thrown = { status?: number; code?: string; message?: string; messages?: unknown; response?: { headers?: Record<string, unknown> } }

/** Titles and advice for refusals that come from the framework, by their code. */
const KNOWN: Record<string, { status: number; code: string; title: string; detail: string }> = {
  E_ROUTE_NOT_FOUND: { status: 404, code: 'not_found', title: 'Not found', detail: 'There is nothing at this address.' },
  E_BAD_CSRF_TOKEN: {
    status: 403,
    code: 'csrf_token_mismatch',
    title: 'Form expired',
    detail: 'The request did not carry a valid form token. Reload the page and try again; programs use an API token instead.',
  },
  E_AUTHORIZATION_FAILURE: {
    status: 403,
    code: 'forbidden',
    title: 'Not allowed',
    detail: 'Your role does not allow this. Ask an administrator for a role that includes it.',
  },
  E_REQUEST_ENTITY_TOO_LARGE: {
    status: 413,
    code: 'request_too_large',
    title: 'Request too large',
    detail: 'The body of the request is larger than this address accepts.',
  },
}

/** zlib could not unpack the body. */
const UNREADABLE = {
  status: 400,
  code: 'unreadable_body',
  title: 'The body could not be unpacked',
  detail: 'The body of the request is not packed as its Content-Encoding says. Send it again, or without packing it.',
}

/** The request may be sent again: it changed nothing, unless the answer to the very commit was lost (`away`). */
const TROUBLES: Record<Trouble, ConstructorParameters<typeof Problem>[0]> = {
  busy: {
    status: 503,
    code: 'busy',
    title: 'Busy',
    detail: 'The database could not take the request at this moment. Try again in a few seconds.',
    headers: { 'Retry-After': '2' },
  },
  away: {
    status: 503,
    code: 'unavailable',
    title: 'Not available at this moment',
    detail: 'Damson does not reach its database, or something else that this needs. Try again in a moment.',
    headers: { 'Retry-After': '5' },
  },
  full: {
    status: 503,
    code: 'database_full',
    title: 'The database is full',
    detail: 'The database has no room left to write, so nothing was changed. Reading goes on. Tell whoever runs Damson.',
    headers: { 'Retry-After': '60' },
  },
}

/** Turns whatever was thrown into an answer: problem+json for programs, a page for people. */
export default class ExceptionHandler extends BaseHandler {
  protected debug = false

  async handle(error: unknown, ctx: HttpContext) {
    const problem = toProblem(error, ctx)
    for (const [name, value] of Object.entries(problem.headers)) ctx.response.header(name, value)
    // A refused upload still sends its body; the connection cannot be used for another request.
    if (wantsJson(ctx) || !('view' in ctx)) {
      ctx.response.status(problem.status)
      ctx.response.header('content-type', 'application/problem+json; charset=utf-8')
      ctx.response.send(JSON.stringify({ ...problem.toJSON(), instance: ctx.request.id() }))
      return
    }
    ctx.response.status(problem.status).send(await ctx.view.render('core/error', { problem, requestId: ctx.request.id() }))
  }

  async report(error: unknown, ctx: HttpContext) {
    const problem = toProblem(error, ctx)
    if (problem.status < 500) return
    ctx.logger.error({ err: error, code: problem.code, requestId: ctx.request.id() }, 'request failed')
  }
}

function wantsJson(ctx: HttpContext): boolean {
  const path = ctx.request.url()
  return (
    path.startsWith('/api/') ||
    path.startsWith('/health/') ||
    path === '/metrics' ||
    !ctx.request.accepts(['html', 'json']) ||
    ctx.request.accepts(['html', 'json']) === 'json'
  )
}

export function toProblem(error: unknown, ctx: HttpContext): Problem {
  if (error instanceof Problem) return error
  if (error instanceof vineErrors.E_VALIDATION_ERROR) {
    const messages = error.messages as { field: string; message: string }[]
    return new Problem({
      status: 422,
      code: 'invalid_input',
      title: 'Some values are not valid',
      detail: messages.map((one) => one.message.replace(/[^.!?]$/, '$&.')).join(' '),
      errors: messages.map(({ field, message }) => ({ field, message })),
    })
  }
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown
  if (thrown.code === 'E_TOO_MANY_REQUESTS') {
    return new Problem({
      status: 429,
      code: 'too_many_requests',
      title: 'Too many attempts',
      detail: 'There were too many attempts. Wait a while, then try again.',
      headers: Object.fromEntries(Object.entries(thrown.response?.headers ?? {}).map(([name, value]) => [name, String(value)])),
    })
  }
  const known = thrown.code ? KNOWN[thrown.code] : undefined
  if (known) return new Problem(known)
  const trouble = troubleOf(error)
  if (trouble) return new Problem(TROUBLES[trouble])
  if (thrown.code?.startsWith('Z_')) return new Problem(UNREADABLE)
  if (thrown.status && thrown.status >= 400 && thrown.status < 500) {
    return new Problem({
      status: thrown.status,
      code: thrown.code?.toLowerCase().replace(/^e_/, '') ?? 'bad_request',
      title: 'The request could not be understood',
      detail: thrown.message ?? 'The request could not be understood.',
    })
  }
  return new Problem({
    status: 500,
    code: 'internal_error',
    title: 'Something went wrong',
    detail: `Damson could not finish this request. The log names it under ${ctx.request.id()}.`,
  })
}
