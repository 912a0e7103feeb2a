import type { IncomingMessage } from 'node:http'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { FileMissing, TooManyFiles, UnsupportedUploadType, UploadIncomplete, UploadMalformed } from '../errors.ts'
import { ReceiveFile, type ReceivedFile, type ReceiveLimits } from '../actions/receive_file.ts'

const MAX_FIELDS = 100
const MAX_FIELD_BYTES = 256 * 1024
const MAX_PARTS = 110

export type MultipartUpload = { file: ReceivedFile; fields: Record<string, string> }

/**
 * Reads one file and its text fields from a multipart request, straight from the socket: the body is
 * written while it arrives, and the sender is slowed down when the disk is slower.
 */
export async function readMultipart(request: IncomingMessage, limits: ReceiveLimits = {}): Promise<MultipartUpload> {
  if (!/^multipart\/form-data;/i.test(request.headers['content-type'] ?? '')) throw new UnsupportedUploadType()
  const reading = new MultipartReading(request, limits)
  try {
    return await reading.result()
  } catch (error) {
    await reading.discard()
    throw error
  }
}

class MultipartReading {
  readonly #fields = new Map<string, string>()
  #file: Promise<ReceivedFile> | null = null
  #stream: Readable | null = null
  #isOver = false
  readonly #request: IncomingMessage
  readonly #limits: ReceiveLimits

  constructor(request: IncomingMessage, limits: ReceiveLimits) {
    this.#request = request
    this.#limits = limits
  }

  async result(): Promise<MultipartUpload> {
    await this.#parse()
    if (!this.#file) throw new FileMissing()
    return { file: await this.#file, fields: Object.fromEntries(this.#fields) }
  }

  async discard() {
    this.#isOver = true
    this.#request.unpipe()
    // Whoever still reads the file must learn that no more comes, or would wait for ever.
    this.#stream?.destroy(new UploadIncomplete())
    const received = await this.#file?.catch(() => null)
    if (received) await rm(received.path, { force: true })
  }

  #parse(): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      let parser: BusboyInstance
      try {
        parser = new Busboy({
          headers: this.#request.headers as BusboyHeaders,
          limits: { fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, files: 2, parts: MAX_PARTS, headerPairs: 100 },
        })
      } catch (error) {
        reject(new UploadMalformed(error instanceof Error ? error.message : 'unreadable'))
        return
      }
      parser.on('file', (field, stream, fileName) => {
        if (this.#isOver || this.#file || field !== 'file') {
          stream.on('error', () => {}).resume()
          reject(this.#file ? new TooManyFiles() : new FileMissing())
          return
        }
        this.#stream = stream
        // The parser only tells of a cut part; ending the stream makes it known to whoever reads it, now or later.
        stream.on('error', () => stream.destroy(new UploadIncomplete()))
        this.#file = new ReceiveFile().fromStream(stream, fileName, this.#limits)
        // A refusal ends the reading at once; the rest of the body is not worth the wait.
        this.#file.catch(reject)
      })
      parser.on('field', (name, value, nameCut, valueCut) => {
        if (nameCut || valueCut) reject(new UploadMalformed('a field is too long'))
        else this.#fields.set(name, value)
      })
      for (const limit of ['partsLimit', 'fieldsLimit'] as const) {
        parser.on(limit, () => reject(new UploadMalformed('it has too many parts')))
      }
      parser.on('filesLimit', () => reject(new TooManyFiles()))
      parser.on('error', (error: unknown) => reject(new UploadMalformed(error instanceof Error ? error.message : 'unreadable')))
      parser.on('finish', resolve)
      this.#request.on('aborted', () => reject(new UploadIncomplete()))
      this.#request.on('error', () => reject(new UploadIncomplete()))
      this.#request.pipe(parser)
    })
  }
}
