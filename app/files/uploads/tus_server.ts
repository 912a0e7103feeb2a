import type { IncomingMessage, ServerResponse } from 'node:http'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server, type Upload } from '@tus/server'
import db from '@adonisjs/lucid/services/db'
import type { HttpContext } from '@adonisjs/core/http'
import filesConfig from '#config/files'
import { NotFound, Problem } from '#core/http/index'
import { toProblem } from '#core/http/exception_handler'
import { inTransaction } from '#core/database/index'
import { ReceiveFile, requireSpace } from '../actions/receive_file.ts'
import { FileTooLarge } from '../errors.ts'
import { cleanFileName } from '../file_name.ts'
import { uploadPurpose, type UploadPurpose, type UploadResult } from './purpose.ts'

export const UPLOADS_PATH = '/api/v1/uploads'

type NodeRuntime = { runtime?: { node?: { req: IncomingMessage; res?: ServerResponse } } }

/**
 * Resumable uploads by tus 1.0. The protocol is the library's; what Damson adds is who may begin one,
 * that nobody touches another's, and that a finished one becomes a file through the common ingest.
 */
export class TusUploads {
  readonly #contexts = new WeakMap<IncomingMessage, HttpContext>()
  readonly #finishing = new Map<string, Promise<UploadResult>>()
  readonly #store: OwnedUploads
  readonly #server: Server

  constructor() {
    mkdirSync(filesConfig.uploadsDir, { recursive: true, mode: 0o700 })
    this.#store = new OwnedUploads({ directory: filesConfig.uploadsDir, expirationPeriodInMilliseconds: filesConfig.uploadLifetimeMs })
    this.#server = new Server({
      path: UPLOADS_PATH,
      datastore: this.#store,
      maxSize: filesConfig.maxUploadBytes,
      relativeLocation: true,
      respectForwardedHeaders: false,
      allowedOrigins: [],
      exposedHeaders: ['Damson-Asset'],
      disableTerminationForFinishedUploads: true,
      onUploadCreate: (request, upload) => this.#begin(this.#contextOf(request as NodeRuntime), upload),
      onIncomingRequest: (request, id) => this.#requireOwner(this.#contextOf(request as NodeRuntime), id, request.method),
      onUploadFinish: async (request, upload) => {
        const result = await this.#finish(this.#contextOf(request as NodeRuntime), upload)
        return { headers: { [result.header]: asciiJson(result.value) } }
      },
      onResponseError: (request, error) => this.#answer(request as NodeRuntime, error),
    })
  }

  async handle(ctx: HttpContext) {
    const { request: req } = ctx.request
    const { response: res } = ctx.response
    this.#contexts.set(req, ctx)
    const id = ctx.request.param('id') as string | undefined
    if (req.method === 'PATCH' && req.headers['content-type'] !== 'application/offset+octet-stream') {
      await this.#requireOwner(ctx, id ?? '', req.method)
      throw new NotOctets()
    }
    if (req.method === 'HEAD' && id && (await this.#headOfFinished(ctx, id))) return
    for (const [name, value] of Object.entries(ctx.response.getHeaders())) {
      if (value !== undefined) res.setHeader(name, value as string)
    }
    await this.#server.handle(req, res)
  }

  #contextOf(request: NodeRuntime): HttpContext {
    const ctx = request.runtime?.node && this.#contexts.get(request.runtime.node.req)
    if (!ctx) throw new NotFound('upload')
    return ctx
  }

  async #begin(ctx: HttpContext, upload: Upload) {
    const metadata = upload.metadata ?? {}
    const fileName = cleanFileName(metadata.filename)
    if ((upload.size ?? 0) > filesConfig.maxUploadBytes) throw new FileTooLarge(fileName, filesConfig.maxUploadBytes)
    await purposeOf(metadata.purpose).authorise(ctx, metadata)
    await requireSpace()
    return { metadata: { ...metadata, [OWNER]: ctx.visitor.user.id } }
  }

  async #requireOwner(ctx: HttpContext, id: string, method: string) {
    if (method === 'POST') return
    if ((await this.#store.ownerOf(id)) !== ctx.visitor.user.id) throw new NotFound('upload')
  }

  /** Two requests that both bring the last byte, or ask whether it came, lead to one asset. */
  #finish(ctx: HttpContext, upload: Upload): Promise<UploadResult> {
    let finishing = this.#finishing.get(upload.id)
    if (!finishing) {
      finishing = this.#accept(ctx, upload).finally(() => this.#finishing.delete(upload.id))
      this.#finishing.set(upload.id, finishing)
    }
    return finishing
  }

  async #accept(ctx: HttpContext, upload: Upload): Promise<UploadResult> {
    const metadata = upload.metadata ?? {}
    const path = join(filesConfig.uploadsDir, upload.id)
    try {
      const purpose = purposeOf(metadata.purpose)
      await purpose.authorise(ctx, metadata)
      const file = await new ReceiveFile().fromFile(path, metadata.filename)
      const result = await purpose.accept(ctx, file, metadata)
      await this.#remember(ctx, upload, result)
      return result
    } finally {
      // Whether it was taken or refused, these bytes are not asked for again.
      await rm(path, { force: true })
      await rm(`${path}.json`, { force: true })
    }
  }

  async #remember(ctx: HttpContext, upload: Upload, result: UploadResult) {
    await inTransaction(async (trx) => {
      await trx.table('finished_uploads').insert({
        id: upload.id,
        owner_id: ctx.visitor.user.id,
        size: upload.size ?? upload.offset,
        result_header: result.header,
        result: asciiJson(result.value),
        created_at: Date.now(),
      })
    })
  }

  /** A client whose connection broke at the very end asks how far it got, and learns what became of it. */
  async #headOfFinished(ctx: HttpContext, id: string): Promise<boolean> {
    const isOwn = (await this.#store.ownerOf(id)) === ctx.visitor.user.id
    const upload = isOwn ? await this.#store.getUpload(id).catch(() => null) : null
    if (upload && upload.size === upload.offset) await this.#finish(ctx, upload)
    const finished = await db.from('finished_uploads').where('id', id).where('owner_id', ctx.visitor.user.id).first()
    if (!finished) return false
    ctx.response.header('Tus-Resumable', '1.0.0')
    ctx.response.header('Cache-Control', 'no-store')
    ctx.response.header('Upload-Offset', String(finished.size))
    ctx.response.header('Upload-Length', String(finished.size))
    ctx.response.header(finished.result_header, finished.result)
    ctx.response.status(200).send('')
    return true
  }

  #answer(request: NodeRuntime, error: Error | { status_code: number; body: string }) {
    const ctx = this.#contextOf(request)
    const problem =
      'status_code' in error
        ? new Problem({ status: error.status_code, code: 'upload_refused', title: 'The upload was refused', detail: error.body.trim() })
        : toProblem(error, ctx)
    if (problem.status >= 500) ctx.logger.error({ err: error }, 'upload failed')
    request.runtime?.node?.res?.setHeader('content-type', 'application/problem+json; charset=utf-8')
    return { status_code: problem.status, body: JSON.stringify(problem.toJSON()) }
  }
}

/** Kept among the metadata of an upload, under a name that no client can send: those have no spaces. */
const OWNER = 'uploaded by'

class OwnedUploads extends FileStore {
  /** With the metadata as the client sent it, which HEAD gives back. */
  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id)
    const sent = Object.entries(upload.metadata ?? {}).filter(([name]) => name !== OWNER)
    upload.metadata = sent.length > 0 ? Object.fromEntries(sent) : undefined
    return upload
  }

  async ownerOf(id: string): Promise<string | null> {
    const upload = await super.getUpload(id).catch(() => null)
    return upload?.metadata?.[OWNER] ?? null
  }
}

class NotOctets extends Problem {
  constructor() {
    super({
      status: 415,
      code: 'unsupported_media_type',
      title: 'Not the bytes of an upload',
      detail: 'The next bytes of an upload are sent with the content type application/offset+octet-stream.',
    })
  }
}

function purposeOf(name: string | null | undefined): UploadPurpose {
  const purpose = uploadPurpose(name)
  if (purpose) return purpose
  throw new Problem({
    status: 422,
    code: 'unknown_upload_purpose',
    title: 'Unknown purpose',
    detail: `There is no upload for the purpose "${name}". Leave the metadata "purpose" out to create an asset.`,
  })
}

/** JSON that fits into a header, whatever the names in it. */
function asciiJson(value: object): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
