import { randomUUID } from 'node:crypto'
import { readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExifTool, exiftoolPath, ExifToolTask } from 'exiftool-vendored'
import mediaConfig from '#config/media'
import { workFolder } from '../local_copy.ts'
import { LIMITED_EXIFTOOL, perlMissing } from './exiftool.ts'
import type { Assignment } from './written_metadata.ts'

const END_PATIENCE_MS = 2000
const IDLE_MS = 30_000

/** Types into which exiftool writes without harm. Raw photographs are not among them: they are negatives, and get XMP beside them. */
const WRITABLE = new Set([
  ...['jpeg', 'png', 'webp', 'tiff', 'avif', 'heic', 'heif', 'jxl', 'gif', 'jp2', 'vnd.adobe.photoshop'].map((name) => `image/${name}`),
  ...['application/pdf', 'video/mp4', 'video/quicktime'],
])

/** It stands in what is written, so it is part of what names a copy. */
export const WRITER = (createRequire(import.meta.url)('exiftool-vendored/package.json') as { version: string }).version

/** A value may hold no unit separator, which parts the items of a list. */
const SEPARATOR = '\x1f'

const BEFORE = ['-E', '-sep', SEPARATOR, '-api', 'largefilesupport=1']

export class NotWritable extends Error {}

type Source = { path: string; mimeType: string; size: number; hasOldText: boolean }

/** Writes metadata into copies by exiftool, in processes of its own within limits. No original is ever opened for writing. */
export class EmbeddedMetadataWriter {
  #exiftool: Promise<ExifTool> | undefined

  constructor(private settings: { processes: number; timeoutMs: number; bytes: number } = mediaConfig.metadataCopies) {}

  /** Makes a copy in which this stands, and answers its path; the caller's to remove. Throws `NotWritable`. */
  async copy({ path, mimeType, size, hasOldText }: Source, assignments: Assignment[]): Promise<string> {
    if (!WRITABLE.has(mimeType)) throw new NotWritable(`Files of the type ${mimeType} have no safe place for it.`)
    if (size > this.settings.bytes) {
      throw new NotWritable(`It is larger than the ${Math.round(this.settings.bytes / 1024 / 1024)} MB of which copies are made.`)
    }
    const isIptc = assignments.some(([tag]) => tag.startsWith('IPTC:'))
    return this.#make([...(isIptc ? iptcArguments(assignments, hasOldText) : []), ...assignments.map(written)], path)
  }

  /** The same as an XMP packet that stands alone. */
  async sidecar(assignments: Assignment[]): Promise<Buffer> {
    const path = await this.#make(assignments.map(written), null)
    try {
      return await readFile(path)
    } finally {
      await rm(path, { force: true })
    }
  }

  async #make(values: string[], source: string | null): Promise<string> {
    const because = await perlMissing()
    if (because !== null) throw new NotWritable(because)
    // By its ending exiftool tells what to make of nothing; a copy has the format of its source.
    const target = join(workFolder(), source === null ? `${randomUUID()}.xmp` : randomUUID())
    const files = source === null ? ['-o', target] : ['-o', target, source]
    this.#exiftool ??= this.#start()
    const exiftool = await this.#exiftool
    try {
      await exiftool.enqueueTask(() => new Writing([...BEFORE, ...values, ...files]))
      await stat(target)
      return target
    } catch (error) {
      await rm(target, { force: true })
      throw new NotWritable('The file is damaged, protected or of a kind that cannot be rewritten safely.', { cause: error })
    }
  }

  async #start(): Promise<ExifTool> {
    return new ExifTool({
      exiftoolPath: LIMITED_EXIFTOOL,
      exiftoolEnv: { LC_ALL: 'C', EXIFTOOL_SCRIPT: await exiftoolPath() },
      maxProcs: this.settings.processes,
      maxIdleMsPerProcess: IDLE_MS,
      taskTimeoutMillis: this.settings.timeoutMs,
      taskRetries: 0,
    })
  }

  async close() {
    const exiftool = await this.#exiftool
    this.#exiftool = undefined
    await Promise.race([exiftool?.end(false), sleep(END_PATIENCE_MS, undefined, { ref: false })])
  }
}

/** What is wrong in a small way already is a reason not to write: no copy is better than a damaged one. */
class Writing extends ExifToolTask<void> {
  constructor(args: string[]) {
    super(args, { ignoreMinorErrors: false })
  }

  protected parse(_said: string, error?: Error) {
    if (error) throw error
  }
}

/**
 * IPTC has one character set for all of it. Where what is there was written in an older one, it is read and written anew, but for
 * what is replaced. The digest tells programs that XMP and IPTC were written together.
 */
function iptcArguments(assignments: Assignment[], hasOldText: boolean): string[] {
  const replaced = assignments.flatMap(([tag]) => (tag.startsWith('IPTC:') ? [`--${tag}`] : []))
  return [
    ...(hasOldText ? ['-tagsFromFile', '@', '-IPTC:all', ...replaced] : []),
    '-IPTC:CodedCharacterSet=UTF8',
    '-Photoshop:IPTCDigest=new',
  ]
}

/** Arguments stand on lines of their own, and `-E` reads references to characters in them. */
function written([tag, value]: Assignment): string {
  const text = Array.isArray(value) ? value.map(encoded).join(SEPARATOR) : encoded(value)
  return `-${tag}=${text}`
}

const encoded = (text: string) => text.replace(/[&<>"'\s]/g, (character) => (character === ' ' ? ' ' : `&#${character.codePointAt(0)};`))
