import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { access, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pack, type Pack } from 'tar-stream'
import { BackupTargetUnusable } from '../errors.ts'

/**
 * Writes an archive beside its final name and gives it that name only when all of it is on disk. Keeps a
 * hash over everything written, for the closing entry.
 */
export class ArchiveWriter {
  readonly #pack: Pack = pack()
  readonly #chain = createHash('sha256')
  #written: Promise<void> | null = null
  #output: FileHandle | null = null
  readonly #partial: string
  entries = 0
  bytes = 0

  constructor(private file: string) {
    this.#partial = `${file}.part`
  }

  async open() {
    if (await exists(this.file)) throw new BackupTargetUnusable(this.file, 'there is a file of this name already. Choose another name.')
    try {
      this.#output = await open(this.#partial, 'wx', 0o600)
    } catch (error) {
      const why =
        (error as NodeJS.ErrnoException).code === 'EEXIST'
          ? `"${this.#partial}" is there, from a backup that is running or was interrupted. If none is running, remove it.`
          : (error as Error).message
      throw new BackupTargetUnusable(this.file, why)
    }
    this.#written = this.#copyOut(this.#output)
    // A disk that is full is told by the entry being written; this promise is looked at in the end.
    this.#written.catch(() => {})
  }

  async add(name: string, content: Buffer) {
    await this.addStream(name, content.length, [content])
  }

  /** Answers the SHA-256 of what was written. Throws where it was not of this size. */
  async addStream(name: string, size: number, source: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<string> {
    const hash = createHash('sha256')
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>()
    ended.catch(() => {})
    const entry = this.#pack.entry({ name, size, mode: 0o600 }, (error) => (error ? reject(error) : resolve()))
    entry.on('error', () => {})
    try {
      for await (const chunk of source) {
        hash.update(chunk)
        if (!entry.write(chunk)) await Promise.race([once(entry, 'drain'), ended])
      }
    } catch (error) {
      entry.destroy(error as Error)
      throw error
    }
    entry.end(null)
    await ended
    const sha256 = hash.digest('hex')
    this.#chain.update(`${name} ${size} ${sha256}\n`)
    this.entries += 1
    this.bytes += size
    return sha256
  }

  /** The hash over all entries so far. */
  chain(): string {
    return this.#chain.copy().digest('hex')
  }

  async finish() {
    this.#pack.finalize()
    await this.#written
    await this.#output?.sync()
    await this.#output?.close()
    await rename(this.#partial, this.file)
    const folder = await open(dirname(this.file), 'r')
    await folder.sync().finally(() => folder.close())
  }

  async discard() {
    this.#pack.destroy()
    await this.#written?.catch(() => {})
    if (!this.#output) return
    await this.#output.close().catch(() => {})
    await rm(this.#partial, { force: true })
  }

  async #copyOut(output: FileHandle) {
    try {
      for await (const chunk of this.#pack as AsyncIterable<Buffer>) await output.writeFile(chunk)
    } catch (error) {
      this.#pack.destroy(error as Error)
      throw error
    }
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false
  )
