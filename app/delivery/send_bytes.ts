import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ObjectMissing } from '@damson/sdk'
import { Problem } from '#core/http/index'
import { PluginHost } from '#plugin_host'
import { parseRange, type ByteRange } from './byte_range.ts'
import { Admission } from './gate.ts'

/** What is said of bytes before they are there. */
export type Told = {
  contentType: string
  /** Names the content, without quotes: the same bytes have the same one. */
  etag: string
  /** Left out where only the etag tells whether something changed. */
  modifiedAt?: number
  disposition: string
  cacheControl: string
}

export type Sendable = Told & { storageKey: string; size: number }

/** Bytes made for one answer. */
export type Made = { size: number; open: (range?: ByteRange) => Readable; release: () => Promise<void> }

type Opened = { size: number; open: (range?: ByteRange) => Readable | Promise<Readable> }

/** What is sent to people comes from people: it may not run, frame or fetch anything wherever it is opened. */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'"

/**
 * The only way for bytes of an asset to leave. It demands the gate's admission, and answers HEAD, Range,
 * If-Range, If-None-Match and If-Modified-Since alike for every kind of object.
 */
@inject()
export class SendBytes {
  constructor(private plugins: PluginHost) {}

  async handle(ctx: HttpContext, admission: Admission, object: Sendable): Promise<void> {
    const open = (range?: ByteRange) =>
      this.plugins
        .storage()
        .read(object.storageKey, range)
        .catch((error: unknown) => {
          throw error instanceof ObjectMissing ? new BytesMissing() : error
        })
    await this.#answer(ctx, admission, object, async () => ({ size: object.size, open }))
  }

  /** The same for what is made on request; not made at all for who has it already. */
  async made(ctx: HttpContext, admission: Admission, told: Told, make: () => Promise<Made>): Promise<void> {
    let made: Made | undefined
    try {
      await this.#answer(ctx, admission, told, async () => (made = await make()))
    } finally {
      await made?.release()
    }
  }

  async #answer(ctx: HttpContext, admission: Admission, told: Told, get: () => Promise<Opened>): Promise<void> {
    if (!(admission instanceof Admission)) throw new Error('Bytes are sent on an admission of the gate only.')
    const headers = this.#headers(ctx, told)
    if (isFresh(ctx, told)) return this.#finish(ctx, 304, headers)

    const { size, open } = await get()
    const range = ifRangeHolds(ctx, told) ? parseRange(ctx.request.header('range'), size) : null
    if (range === 'unsatisfiable') throw new RangeNotSatisfiable(size)
    const length = range ? range.end - range.start + 1 : size
    if (range) headers['Content-Range'] = `bytes ${range.start}-${range.end}/${size}`
    headers['Content-Length'] = String(length)
    const status = range ? 206 : 200
    if (ctx.request.request.method === 'HEAD') return this.#finish(ctx, status, headers)

    const stream = await open(range ?? undefined)
    const { response: res } = ctx.response
    res.writeHead(status, headers)
    // Who goes away in the middle ends the reading too; that is no error of ours.
    await pipeline(stream, res).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') ctx.logger.warn({ err: error }, 'sending was interrupted')
      res.destroy()
    })
  }

  #headers(ctx: HttpContext, told: Told): Record<string, string> {
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(ctx.response.getHeaders())) {
      if (value !== undefined) headers[name.toLowerCase()] = String(value)
    }
    delete headers['content-security-policy']
    return {
      ...headers,
      'Content-Security-Policy': POLICY,
      'Content-Type': told.contentType,
      'Content-Disposition': told.disposition,
      'Accept-Ranges': 'bytes',
      'ETag': `"${told.etag}"`,
      ...(told.modifiedAt === undefined ? {} : { 'Last-Modified': new Date(told.modifiedAt).toUTCString() }),
      'Cache-Control': told.cacheControl,
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
  constructor(size: number) {
    super({
      status: 416,
      code: 'range_not_satisfiable',
      title: 'No such part',
      detail: `The file has ${size} bytes, and the part asked for lies beyond its end.`,
      headers: { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' },
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

function isFresh(ctx: HttpContext, { etag, modifiedAt }: Told): boolean {
  const noneMatch = ctx.request.header('if-none-match')
  if (noneMatch) {
    return noneMatch.split(',').some((tag) => ['*', `"${etag}"`].includes(tag.trim().replace(/^W\//, '')))
  }
  const since = Date.parse(ctx.request.header('if-modified-since') ?? '')
  return modifiedAt !== undefined && Number.isFinite(since) && wholeSeconds(modifiedAt) <= since
}

function ifRangeHolds(ctx: HttpContext, { etag, modifiedAt }: Told): boolean {
  const condition = ctx.request.header('if-range')
  if (!condition) return true
  if (condition.startsWith('"')) return condition === `"${etag}"`
  return modifiedAt !== undefined && Date.parse(condition) === wholeSeconds(modifiedAt)
}

/** Dates of HTTP have no fractions. */
const wholeSeconds = (epochMs: number) => Math.floor(epochMs / 1000) * 1000
