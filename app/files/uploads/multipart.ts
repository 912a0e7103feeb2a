import type { IncomingMessage } from 'node:http'
import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FileMissing, TooManyFiles, UploadIncomplete } from '../errors.ts'
import { ReceiveFile, type ReceivedFile, type ReceiveLimits } from '../actions/receive_file.ts'
import { parseForm } from './parse_form.ts'

const MAX_PARTS = 110

export type MultipartUpload = { file: ReceivedFile; fields: Record<string, string> }

/**
 * Reads one file and its text fields from a multipart request, straight from the socket: the body is
 * written while it arrives, and the sender is slowed down when the disk is slower.
 */
export async function readMultipart(request: IncomingMessage, limits: ReceiveLimits = {}): Promise<MultipartUpload> {
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
    return parseForm(this.#request, { files: 2, parts: MAX_PARTS }, (reject) => ({
      file: (field, stream, fileName) => {
        if (this.#isOver || this.#file || field !== 'file') {
          stream.on('error', () => {}).resume()
          reject(this.#file ? new TooManyFiles() : new FileMissing())
          return
        }
        this.#stream = stream
        this.#file = new ReceiveFile().fromStream(stream, fileName, this.#limits)
        // A refusal ends the reading at once; the rest of the body is not worth the wait.
        this.#file.catch(reject)
      },
      field: (name, value) => this.#fields.set(name, value),
      tooMany: () => reject(new TooManyFiles()),
    }))
  }
}
