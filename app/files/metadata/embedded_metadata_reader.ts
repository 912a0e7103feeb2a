import { setTimeout as sleep } from 'node:timers/promises'
import { ExifTool, exiftoolPath } from 'exiftool-vendored'
import mediaConfig from '#config/media'
import type { EmbeddedMetadata, RawTags } from './embedded_metadata.ts'
import { LIMITED_EXIFTOOL, perlMissing } from './exiftool.ts'
import { interpret } from './interpret.ts'

const END_PATIENCE_MS = 2000

/** Types that carry metadata. Nothing else is given to exiftool. */
const CARRIERS = /^(image|video|audio)\/|^application\/(pdf|mxf|ogg|postscript|illustrator|x-indesign|vnd\.(adobe|openxmlformats|oasis))/

/** A value that is longer than anybody reads is cut before it leaves exiftool: bombs unpack to hundreds of megabytes. */
const CUT = 'Filter=$_ = substr($_, 0, 20000) if defined $_ and not ref $_ and length $_ > 20000'

/** Numbers as numbers, every group by its name, duplicates too, files beyond 4 GB; no maker notes, no embedded files. */
const ARGUMENTS = ['-fast', '-n', '-a', '-G0:1', '-api', 'largefilesupport=1', '-api', CUT, '-x', 'MakerNotes:all']

/** Reads EXIF, IPTC, XMP and their kin by exiftool, which needs perl on this machine. */
export class EmbeddedMetadataReader {
  #exiftool: Promise<ExifTool> | undefined

  constructor(private settings: { processes: number; timeoutMs: number } = mediaConfig.metadata) {}

  /** Why metadata cannot be read here, or null. */
  offBecause(): Promise<string | null> {
    return perlMissing()
  }

  /** Null where the type carries none or reading is off. `path` is one of ours, absolute, never a person's file name. */
  async read(path: string, mimeType: string): Promise<EmbeddedMetadata | null> {
    if (!CARRIERS.test(mimeType) || (await this.offBecause()) !== null) return null
    this.#exiftool ??= this.#start()
    const tags = await (await this.#exiftool).readRaw(path, { readArgs: ARGUMENTS })
    return interpret(tags as unknown as RawTags)
  }

  async #start(): Promise<ExifTool> {
    return new ExifTool({
      exiftoolPath: LIMITED_EXIFTOOL,
      exiftoolEnv: { LC_ALL: 'C', EXIFTOOL_SCRIPT: await exiftoolPath() },
      maxProcs: this.settings.processes,
      taskTimeoutMillis: this.settings.timeoutMs,
      // What is too much for exiftool once is too much again.
      taskRetries: 0,
    })
  }

  async close() {
    const exiftool = await this.#exiftool
    this.#exiftool = undefined
    // Asked to end in the middle of a task it may never say that it did; its processes are killed all the same.
    await Promise.race([exiftool?.end(false), sleep(END_PATIENCE_MS, undefined, { ref: false })])
  }
}
