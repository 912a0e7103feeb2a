import { Upload, type DetailedError } from 'tus-js-client'
import { formToken } from '../core/http.ts'
import { say } from '../core/words.ts'
import { libraryElement } from '../library/library.ts'
import type { Answers } from './ask_fields.ts'

const AT_ONCE = 3
const RETRY_AFTER_MS = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000]

type Original = { id: string; name: string }
export type State = 'waiting' | 'sending' | 'paused' | 'done' | 'failed' | 'duplicate'

/** One file on its way. */
export type Transfer = {
  file: File
  path: string
  state: State
  sent: number
  reason: string | null
  original: Original | null
  assetId: string | null
  keepBoth: boolean
  /** Custom fields as JSON, empty where nothing was asked. */
  fields: string
  /** The template that describes it, and what that could not say. */
  templateId: string
  leftOut: string[]
  /** The asset whose metadata it takes over. */
  metadataFrom: string
  place: Place
  tus: Upload | null
}

/** Where it goes: the folder that is shown, its brand, and the folders that it was dropped in. */
type Place = Partial<Record<'folderId' | 'brandId' | 'folderPath', string>>

/** Sends files a few at a time, resumably: a lost connection or a reload costs only what was under way. */
export class UploadQueue {
  readonly transfers: Transfer[] = []
  readonly #changed: (transfer: Transfer) => void

  constructor(changed: (transfer: Transfer) => void) {
    this.#changed = changed
  }

  add(
    files: { file: File; path: string }[],
    { fields: values, templateId }: Answers = { fields: {}, templateId: '' },
    metadataFrom = ''
  ): Transfer[] {
    const fields = Object.keys(values).length > 0 ? JSON.stringify(values) : ''
    const added = files.map(({ file, path }): Transfer => ({
      file,
      path,
      state: 'waiting',
      sent: 0,
      reason: null,
      original: null,
      assetId: null,
      keepBoth: false,
      fields,
      templateId,
      metadataFrom,
      leftOut: [],
      place: placeFor(path),
      tus: null,
    }))
    this.transfers.push(...added)
    this.#next()
    return added
  }

  again(transfer: Transfer, keepBoth = transfer.keepBoth) {
    Object.assign(transfer, { state: 'waiting', sent: 0, reason: null, original: null, keepBoth, tus: null })
    this.#changed(transfer)
    this.#next()
  }

  remove(transfer: Transfer) {
    if (transfer.tus && transfer.state !== 'done') void transfer.tus.abort(true).catch(() => {})
    const at = this.transfers.indexOf(transfer)
    if (at >= 0) this.transfers.splice(at, 1)
    this.#next()
  }

  clear() {
    this.transfers.length = 0
  }

  get isBusy() {
    return this.transfers.some(({ state }) => ['waiting', 'sending', 'paused'].includes(state))
  }

  #next() {
    const running = this.transfers.filter(({ state }) => state === 'sending' || state === 'paused').length
    const waiting = this.transfers.filter(({ state }) => state === 'waiting')
    for (const transfer of waiting.slice(0, Math.max(0, AT_ONCE - running))) void this.#send(transfer)
  }

  async #send(transfer: Transfer) {
    const { file, path, keepBoth, fields, templateId, metadataFrom, place } = transfer
    this.#set(transfer, { state: 'sending' })
    const tus = new Upload(file, {
      endpoint: '/api/v1/uploads',
      retryDelays: RETRY_AFTER_MS,
      metadata: {
        filename: file.name,
        filetype: file.type,
        relativePath: path,
        ...place,
        ...(fields ? { fields } : {}),
        ...(templateId ? { templateId } : {}),
        ...(metadataFrom ? { metadataFrom } : {}),
        ...(keepBoth ? { keepBoth: '1' } : {}),
      },
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => {
        request.setHeader('x-csrf-token', formToken())
        request.setHeader('accept', 'application/json')
      },
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        // A refusal stays a refusal. Only a lost connection, a busy server or a lock is worth another try.
        const isWorthIt = status === 0 || status === 423 || status === 429 || (status >= 500 && status !== 507)
        if (isWorthIt) this.#set(transfer, { state: 'paused', reason: say('upload_paused') })
        return isWorthIt
      },
      onProgress: (sent) => this.#set(transfer, { sent, state: 'sending', reason: null }),
      onSuccess: ({ lastResponse }) => this.#succeed(transfer, lastResponse.getHeader('Damson-Asset') ?? null),
      onError: (error) => this.#fail(transfer, error as DetailedError),
    })
    transfer.tus = tus
    const [previous] = await tus.findPreviousUploads().catch(() => [])
    const sent = previous?.metadata
    const isSame =
      sent?.keepBoth === (keepBoth ? '1' : undefined) &&
      (['brandId', 'folderId', 'folderPath'] as const).every((name) => sent?.[name] === place[name]) &&
      (sent?.fields ?? '') === fields &&
      (sent?.templateId ?? '') === templateId &&
      (sent?.metadataFrom ?? '') === metadataFrom
    if (previous && isSame) tus.resumeFromPreviousUpload(previous)
    if (this.transfers.includes(transfer)) tus.start()
  }

  #succeed(transfer: Transfer, header: string | null) {
    const asset = header ? (JSON.parse(header) as { id: string; leftOut: { message: string }[] }) : null
    const leftOut = asset?.leftOut.map(({ message }) => message) ?? []
    this.#set(transfer, { state: 'done', leftOut, sent: transfer.file.size, assetId: asset?.id ?? null, reason: null })
    this.#next()
  }

  #fail(transfer: Transfer, error: DetailedError) {
    const problem = parse(error.originalResponse?.getBody())
    const isDuplicate = problem.code === 'duplicate' && problem.duplicateOf
    const status = error.originalResponse?.getStatus()
    // It became required while this page was open: the next files are asked about.
    if (problem.code === 'field_required') document.getElementById('uploads')?.setAttribute('data-asks', 'true')
    this.#set(transfer, {
      state: isDuplicate ? 'duplicate' : 'failed',
      original: problem.duplicateOf ?? null,
      reason: problem.detail ?? (status ? say('upload_failed', { status }) : say('offline')),
    })
    this.#next()
  }

  #set(transfer: Transfer, change: Partial<Transfer>) {
    Object.assign(transfer, change)
    this.#changed(transfer)
  }
}

function placeFor(path: string): Place {
  const { folder, folderBrand } = libraryElement()?.dataset ?? {}
  const brandId = document.body.dataset.brand || folderBrand
  const folderPath = path.split('/').slice(0, -1).join('/')
  return { ...(brandId ? { brandId } : {}), ...(folder ? { folderId: folder } : {}), ...(folderPath ? { folderPath } : {}) }
}

function parse(body: string | undefined): { code?: string; detail?: string; duplicateOf?: Original } {
  try {
    return JSON.parse(body ?? '{}') as object
  } catch {
    return {}
  }
}
