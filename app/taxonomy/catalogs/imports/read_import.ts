import type { Readable } from 'node:stream'
import { ImportRefused, ImportTooLarge, UnknownImportType } from '../errors.ts'
import { MOST_BYTES, type ImportedRow } from './imported_row.ts'
import { readConcepts } from './read_concepts.ts'
import { readTable } from './read_table.ts'

/** The rows of a file of categories, whichever of the formats it is in. */
export async function readImport(contentType: string | undefined, source: Readable | string): Promise<ImportedRow[]> {
  const type = (contentType ?? '').split(';')[0]!.trim().toLowerCase()
  const text = decoded(typeof source === 'string' ? [Buffer.from(source)] : source)
  if (/^text\/(csv|tab-separated-values|plain)$/.test(type) || type === 'application/csv') return readTable(text)
  if (/^application\/(.+\+)?json$/.test(type)) return readConcepts(await whole(text))
  throw new UnknownImportType(type)
}

/** Text as it comes in, refused where it is no UTF-8 or too much. */
async function* decoded(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (size > MOST_BYTES) throw new ImportTooLarge(`${MOST_BYTES / 1_000_000} MB`)
      yield decoder.decode(chunk, { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new ImportRefused([{ row: 'File', message: 'It is not text in UTF-8. Save it as UTF-8.' }])
  }
}

async function whole(text: AsyncIterable<string>): Promise<string> {
  const parts: string[] = []
  for await (const part of text) parts.push(part)
  return parts.join('')
}
