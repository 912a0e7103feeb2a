import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import filesConfig from '#config/files'
import { EmptyFile, FileTooLarge, StorageFull, TypeMismatch } from '../errors.ts'
import { cleanFileName } from '../file_name.ts'
import { contradicts, HEAD_BYTES, sniff, type MediaType } from '../media_type.ts'

/** A file that is here in full, hashed, of a known type, and not yet part of anything. */
export type ReceivedFile = {
  path: string
  fileName: string
  size: number
  sha256: string
  mimeType: string
  type: MediaType
}

export type ReceiveLimits = { maxBytes?: number; maxBytesOf?: Partial<Record<MediaType, number>> }

/**
 * The one way in for bytes, whichever route brings them: written to a file of our own naming while
 * they are hashed, cut off at the limit, typed by content. Whatever is refused leaves nothing behind.
 */
export class ReceiveFile {
  async fromStream(stream: Readable, givenName: string | null | undefined, limits: ReceiveLimits = {}): Promise<ReceivedFile> {
    const fileName = cleanFileName(givenName)
    const maxBytes = limits.maxBytes ?? filesConfig.maxUploadBytes
    const path = await newIncomingPath()
    try {
      const { size, sha256, head } = await writeHashed(stream, path, () => new FileTooLarge(fileName, maxBytes), maxBytes)
      return await this.#judge({ path, fileName, size, sha256 }, limits, head)
    } catch (error) {
      await rm(path, { force: true })
      throw asFull(error)
    }
  }

  /** For bytes that already lie in a file of ours, which is taken over or, when refused, removed. */
  async fromFile(path: string, givenName: string | null | undefined, limits: ReceiveLimits = {}): Promise<ReceivedFile> {
    try {
      const fileName = cleanFileName(givenName)
      const { size } = await stat(path)
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer)
      const file = await open(path, 'r+')
      await file.sync().finally(() => file.close())
      return await this.#judge({ path, fileName, size, sha256: hash.digest('hex') }, limits)
    } catch (error) {
      await rm(path, { force: true })
      throw asFull(error)
    }
  }

  async #judge(file: Omit<ReceivedFile, 'mimeType' | 'type'>, limits: ReceiveLimits, head?: Buffer): Promise<ReceivedFile> {
    if (file.size === 0) throw new EmptyFile(file.fileName)
    const sniffed = await sniff(file.path, head)
    const limit = limits.maxBytesOf?.[sniffed.type] ?? filesConfig.maxBytes[sniffed.type]
    if (file.size > limit) throw new FileTooLarge(file.fileName, limit, sniffed.type)
    if (contradicts(file.fileName, sniffed)) throw new TypeMismatch(file.fileName, sniffed.mimeType)
    return { ...file, ...sniffed }
  }
}

async function newIncomingPath(): Promise<string> {
  await requireSpace()
  return join(filesConfig.incomingDir, randomUUID())
}

const SPACE_KNOWN_MS = 1000
let space = { seenAt: 0, free: 0 }

/** Keeps some space free, so that a full disk refuses uploads before it hurts the database. */
export async function requireSpace() {
  if (Date.now() - space.seenAt > SPACE_KNOWN_MS) {
    await mkdir(filesConfig.incomingDir, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = await statfs(filesConfig.incomingDir)
    space = { seenAt: Date.now(), free: bavail * bsize }
  }
  if (space.free < filesConfig.reservedBytes) throw new StorageFull()
}

/** Of 64 kB at most, so that an upload holds a quarter of a megabyte. */
const PIECES = 4

async function writeHashed(stream: Readable, path: string, tooLarge: () => Error, maxBytes: number) {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  let size = 0
  let head = Buffer.alloc(0)
  let waiting: Buffer[] = []
  const write = async () => {
    const gathered = Buffer.concat(waiting)
    waiting = []
    // A full disk may take a part of it and say so only by its count.
    for (let at = 0; at < gathered.length;) at += (await file.write(gathered, at)).bytesWritten
  }
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge()
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      hash.update(chunk)
      // Parsers hand out small pieces, and every write is a trip to another thread.
      if (waiting.push(chunk) >= PIECES) await write()
    }
    await write()
    await file.datasync()
  } finally {
    await file.close()
  }
  return { size, sha256: hash.digest('hex'), head }
}

function asFull(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'ENOSPC' || code === 'EDQUOT' ? new StorageFull(error) : error
}
