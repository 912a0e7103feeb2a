import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { extract } from 'tar-stream'
import type { VineValidator } from '@vinejs/vine'
import type { SchemaTypes } from '@vinejs/vine/types'
import { ArchiveDamaged } from '../errors.ts'
import { closingValidator, manifestValidator, type Closing, type Manifest } from './archive.ts'
import { entryOf, type Entry } from './entries.ts'

/** What is read into memory as a whole, rows and the two descriptions, is never larger. */
const LARGEST_TEXT = 64 * 1024 * 1024

export type FoundEntry = { name: string; size: number; entry: Entry; content: AsyncIterable<Buffer> }

/** The entries of an archive, one after the other. Each must be read to its end before the next. */
export async function* entriesIn(file: string): AsyncGenerator<FoundEntry> {
  const tar = extract()
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
  source.on('error', (error) => tar.destroy(error))
  source.pipe(tar)
  try {
    for await (const content of tar) {
      const { name, size = 0, type } = content.header
      const entry = type === 'file' ? entryOf(name) : null
      if (!entry) throw new ArchiveDamaged(file, `it holds "${name.slice(0, 120)}", which no backup does.`)
      yield { name, size, entry, content: whole(file, content as AsyncIterable<Buffer>) }
    }
  } catch (error) {
    throw asDamage(file, error)
  } finally {
    source.destroy()
  }
}

/** An archive that ends too early is found out in the middle of an entry. */
async function* whole(file: string, content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* content
  } catch (error) {
    throw asDamage(file, error)
  }
}

function asDamage(file: string, error: unknown): ArchiveDamaged {
  if (error instanceof ArchiveDamaged) return error
  return new ArchiveDamaged(file, `it cannot be read to its end (${(error as Error).message}).`, error)
}

export async function textOf(file: string, { name, size, content }: FoundEntry): Promise<Buffer> {
  if (size > LARGEST_TEXT) throw new ArchiveDamaged(file, `"${name}" is larger than it can be.`)
  const chunks: Buffer[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Reads all of it and proves that every byte is as it was written. Throws `ArchiveDamaged` saying what is not. */
export async function verifyArchive(file: string, onProgress?: (bytes: number) => void): Promise<{ manifest: Manifest; closing: Closing }> {
  const chain = createHash('sha256')
  const otherThanNamed: string[] = []
  let manifest: Manifest | null = null
  let closing: Closing | null = null
  let entries = 0
  let bytes = 0
  for await (const found of entriesIn(file)) {
    const { name, size, entry } = found
    if (closing) throw new ArchiveDamaged(file, 'something follows its closing entry.')
    if (entry.kind === 'closing') {
      closing = await parse(file, name, closingValidator, await textOf(file, found))
      continue
    }
    if ((entry.kind === 'manifest') !== (entries === 0)) throw new ArchiveDamaged(file, 'its manifest is not its first entry.')
    const hash = createHash('sha256')
    const kept = entry.kind === 'manifest' ? await textOf(file, found) : null
    for await (const chunk of kept ? [kept] : found.content) hash.update(chunk)
    const sha256 = hash.digest('hex')
    if (kept) manifest = await parse(file, name, manifestValidator, kept)
    if ('sha256' in entry && entry.sha256 !== sha256) otherThanNamed.push(entry.sha256)
    chain.update(`${name} ${size} ${sha256}\n`)
    entries += 1
    bytes += size
    onProgress?.(bytes)
  }
  if (!manifest || !closing) throw new ArchiveDamaged(file, 'it ends before its closing entry, so a part of it is missing.')
  const knownDamage = new Set(closing.damaged.map((one) => one.sha256))
  const altered = otherThanNamed.find((one) => !knownDamage.has(one))
  if (altered) throw new ArchiveDamaged(file, `the content of ${altered.slice(0, 16)}… was altered.`)
  if (entries !== closing.entries || chain.digest('hex') !== closing.sha256) {
    throw new ArchiveDamaged(file, `its ${entries} entries are not the ${closing.entries} that were written.`)
  }
  return { manifest, closing }
}

async function parse<Schema extends SchemaTypes, T>(
  file: string,
  name: string,
  validator: VineValidator<Schema, undefined> & { validate(data: unknown): Promise<T> },
  text: Buffer
): Promise<T> {
  try {
    return await validator.validate(JSON.parse(text.toString('utf8')))
  } catch (error) {
    throw new ArchiveDamaged(file, `its ${name} is not that of a backup this release can read.`, error)
  }
}
