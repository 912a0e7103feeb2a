import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy'
import { UnsupportedUploadType, UploadIncomplete, UploadMalformed } from '../errors.ts'

const MAX_FIELDS = 100
const MAX_FIELD_BYTES = 256 * 1024

type Parts = {
  field: (name: string, value: string) => void
  /** The stream ends with an error where the part was cut. */
  file: (field: string, stream: Readable, fileName: string | undefined) => void
  /** There were more files than the limit; the rest is passed over. */
  tooMany: () => void
}

/** Takes a multipart form apart while it arrives; `reject` ends the reading. */
export async function parseForm(
  request: IncomingMessage,
  limits: { files: number; parts: number },
  parts: (reject: (error: unknown) => void) => Parts
): Promise<void> {
  if (!isForm(request)) throw new UnsupportedUploadType()
  return new Promise<void>((resolve, reject) => {
    let parser: BusboyInstance
    try {
      parser = new Busboy({
        headers: request.headers as BusboyHeaders,
        limits: { fields: MAX_FIELDS, fieldSize: MAX_FIELD_BYTES, headerPairs: 100, ...limits },
      })
    } catch (error) {
      reject(new UploadMalformed(error instanceof Error ? error.message : 'unreadable'))
      return
    }
    const { field, file, tooMany } = parts(reject)
    parser.on('file', (name, stream, fileName: string | undefined) => {
      // The parser only tells of a cut part; ending the stream makes it known to whoever reads it, now or later.
      stream.on('error', () => stream.destroy(new UploadIncomplete()))
      file(name, stream, fileName)
    })
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) reject(new UploadMalformed('a field is too long'))
      else field(name, value)
    })
    for (const limit of ['partsLimit', 'fieldsLimit'] as const) {
      parser.on(limit, () => reject(new UploadMalformed('it has too many parts')))
    }
    parser.on('filesLimit', tooMany)
    parser.on('error', (error: unknown) => reject(new UploadMalformed(error instanceof Error ? error.message : 'unreadable')))
    parser.on('finish', resolve)
    request.on('aborted', () => reject(new UploadIncomplete()))
    request.on('error', () => reject(new UploadIncomplete()))
    request.pipe(parser)
  })
}

export function isForm(request: IncomingMessage): boolean {
  return /^multipart\/form-data;/i.test(request.headers['content-type'] ?? '')
}
