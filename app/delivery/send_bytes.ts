import { pipeline } from 'node:stream/promises'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ObjectMissing } from '@damson/sdk'
import { Problem } from '#core/http/index'
import { PluginHost } from '#plugin_host'
import { parseRange } from './byte_range.ts'
import { Admission } from './gate.ts'

export type Sendable = {
  storageKey: string
  size: number
  contentType: string
  /** Names the content, without quotes: the same bytes have the same one. */
  etag: string
  modifiedAt: number
  disposition: string
  cacheControl: string
}

/** What is sent to people comes from people: it may not run, frame or fetch anything wherever it is opened. */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'"

/**
 * The only way for stored bytes to leave. It demands the gate's admission, and answers HEAD, Range,
 * If-Range, If-None-Match and If-Modified-Since alike for every kind of object.
 */
@inject()
export class SendBytes {
  constructor(private plugins: PluginHost) {}

  async handle(ctx: HttpContext, admission: Admission, object: Sendable): Promise<void> {
    if (!(admission instanceof Admission)) throw new Error('Bytes are sent on an admission of the gate only.')
    const { request: req } = ctx.request
    const headers = this.#headers(ctx, object)
    if (isFresh(ctx, object)) return this.#finish(ctx, 304, headers)

    const range = ifRangeHolds(ctx, object) ? parseRange(ctx.request.header('range'), object.size) : null
    if (range === 'unsatisfiable') throw new RangeNotSatisfiable(object)
    const length = range ? range.end - range.start + 1 : object.size
    if (range) headers['Content-Range'] = `bytes ${range.start}-${range.end}/${object.size}`
    headers['Content-Length'] = String(length)
    const status = range ? 206 : 200
    if (req.method === 'HEAD') return this.#finish(ctx, status, headers)

    const stream = await this.plugins
      .storage()
      .read(object.storageKey, range ?? undefined)
      .catch((error: unknown) => {
        throw error instanceof ObjectMissing ? new BytesMissing() : error
      })
    const { response: res } = ctx.response
    res.writeHead(status, headers)
    // Who goes away in the middle ends the reading too; that is no error of ours.
    await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') ctx.logger.warn({ err: error }, 'sending was interrupted')
      res.destroy()
    })
  }

  #headers(ctx: HttpContext, object: Sendable): Record<string, string> {
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(ctx.response.getHeaders())) {
      if (value !== undefined) headers[name.toLowerCase()] = String(value)
    }
    delete headers['content-security-policy']
    return {
      ...headers,
      'Content-Security-Policy': POLICY,
      'Content-Type': object.contentType,
      'Content-Disposition': object.disposition,
      'Accept-Ranges': 'bytes',
      'ETag': `"${object.etag}"`,
      'Last-Modified': new Date(object.modifiedAt).toUTCString(),
      'Cache-Control': object.cacheControl,
      'Vary': 'Cookie, Authorization',
    }
  }

  #finish(ctx: HttpContext, status: number, headers: Record<string, string>) {
    const { response: res } = ctx.response
    if (status === 304) delete headers['Content-Type']
    res.writeHead(status, headers)
    res.end()
  }
}

class RangeNotSatisfiable extends Problem {
  constructor(object: Sendable) {
    super({
      status: 416,
      code: 'range_not_satisfiable',
      title: 'No such part',
      detail: `The file has ${object.size} bytes, and the part asked for lies beyond its end.`,
      headers: { 'Content-Range': `bytes */${object.size}`, 'Accept-Ranges': 'bytes' },
    })
  }
}

export class BytesMissing extends Problem {
  constructor() {
    super({
      status: 404,
      code: 'bytes_missing',
      title: 'The file is missing from storage',
      detail:
        'The library knows this file, but its bytes are not in the storage. An administrator can find out more with the command storage:check.',
    })
  }
}

function isFresh(ctx: HttpContext, object: Sendable): boolean {
  const noneMatch = ctx.request.header('if-none-match')
  if (noneMatch) {
    return noneMatch.split(',').some((tag) => ['*', `"${object.etag}"`].includes(tag.trim().replace(/^W\//, '')))
  }
  const since = Date.parse(ctx.request.header('if-modified-since') ?? '')
  return Number.isFinite(since) && Math.floor(object.modifiedAt / 1000) * 1000 <= since
}

function ifRangeHolds(ctx: HttpContext, object: Sendable): boolean {
  const condition = ctx.request.header('if-range')
  if (!condition) return true
  if (condition.startsWith('"')) return condition === `"${object.etag}"`
  return Date.parse(condition) === Math.floor(object.modifiedAt / 1000) * 1000
}
