import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LimitExceeded, PluginError, Unreadable, type MediaFacts, type MediaInput, type Recipe } from '@damson/sdk'
import mediaConfig from '#config/media'
import type { PluginHost } from '#plugin_host'
import { MediaProcess, ProcessEnded } from './media_process.ts'
import type { Digest, Look, MadeFile, MediaRequest, MediaResults } from './protocol.ts'
import { WaitingLine } from './waiting_line.ts'

export type MediaJobOptions = {
  /** Lower goes first; 0, the default, is a person who waits. */
  priority?: number
  /** Gives the job up: it leaves the line, or its process is killed. */
  signal?: AbortSignal
}

type Settings = Omit<typeof mediaConfig, 'metadata' | 'limits'> & { limits: { [Name in keyof typeof mediaConfig.limits]: number } }
export type MediaSettings = { [Name in keyof Settings]: Settings[Name] extends number ? number : Settings[Name] }

type RequestOf<Kind extends MediaRequest['kind']> = Extract<MediaRequest, { kind: Kind }>

/** A request without what the pool adds. */
type Ask<Kind extends MediaRequest['kind']> = Omit<RequestOf<Kind>, 'id' | 'workDir' | 'limits'> & {
  onFacts?: (facts: MediaFacts) => void
}

/** Decodes files in processes of their own: as many at once as there are cores, people first, no file at the cost of another. */
export class MediaPool {
  #settings: MediaSettings
  #idle: MediaProcess[] = []
  #all = new Set<MediaProcess>()
  #line = new WaitingLine()
  #idleTimers = new Map<MediaProcess, NodeJS.Timeout>()
  #lastId = 0
  #closed = false

  constructor(
    private host: PluginHost,
    settings: Partial<MediaSettings> = {}
  ) {
    this.#settings = { ...mediaConfig, ...settings }
  }

  /** Whether there is a decoder for this type. */
  canPreview(mimeType: string): boolean {
    return this.host.previewFor(mimeType) !== null
  }

  /** Names the decoder and the maker of a rendition with their versions: part of its key. */
  makerKey(mimeType: string, recipe: Recipe): string {
    const decoder = this.host.previewFor(mimeType)
    const maker = this.host.makerFor(recipe)
    if (!decoder || !maker) throw new Unreadable(`There is no preview for files of the type ${mimeType}.`)
    return `${decoder.maker}+${maker.maker}`
  }

  /**
   * The first look at a file: its technical facts and a thumbnail in `outDir` (the caller's to keep or remove). What can be described but not drawn comes back with facts and `previewError`. Throws `Unreadable` or
   * `LimitExceeded` when not even that was possible.
   */
  async digest(input: MediaInput, thumb: Recipe, outDir: string, options: MediaJobOptions = {}): Promise<Digest> {
    if (!this.canPreview(input.mimeType)) return { facts: null, thumb: null }
    const outPath = outPathFor(thumb, outDir)
    let facts: MediaFacts | null = null
    const onFacts = (found: MediaFacts) => (facts = found)
    try {
      const digest = await this.#ask<'digest'>({ kind: 'digest', input, recipe: thumb, outPath, onFacts }, options)
      // An encoder that gave up may have left the beginning of a file.
      if (!digest.thumb) await rm(outPath, { force: true })
      return digest
    } catch (error) {
      await rm(outPath, { force: true })
      if (!facts || !(error instanceof Unreadable || error instanceof LimitExceeded)) throw error
      return { facts, thumb: null, previewError: { code: error.code, message: error.message } }
    }
  }

  /** Makes a rendition in `outDir`, the caller's to keep or remove. Throws `Unreadable` or `LimitExceeded`. */
  async render(input: MediaInput, recipe: Recipe, outDir: string, options: MediaJobOptions = {}): Promise<MadeFile> {
    this.makerKey(input.mimeType, recipe)
    const outPath = outPathFor(recipe, outDir)
    try {
      return await this.#ask<'render'>({ kind: 'render', input, recipe, outPath }, options)
    } catch (error) {
      await rm(outPath, { force: true })
      throw error
    }
  }

  /** What stands for a picture until it is there, and by which colour it is found, from a small rendition of it. */
  async look(picture: MediaInput, options: MediaJobOptions = {}): Promise<Look> {
    return this.#ask<'look'>({ kind: 'look', input: picture }, options)
  }

  /** The words in a document; empty where there are none or the type has no text. */
  async text(input: MediaInput, options: MediaJobOptions = {}): Promise<string> {
    if (!this.host.previewFor(input.mimeType)?.text) return ''
    return this.#ask<'text'>({ kind: 'text', input }, options)
  }

  /** Memory of all media processes, now and at most, in bytes, and how many jobs wait. */
  usage() {
    const processes = [...this.#all].map((child) => ({
      pid: child.pid,
      jobs: child.jobs,
      bytes: child.memory(),
      peakBytes: child.peakBytes,
    }))
    return { processes, waiting: this.#line.length }
  }

  /** Kills what runs and refuses what waits. */
  async close() {
    this.#closed = true
    this.#line.refuse(closing())
    for (const child of this.#all) child.kill(closing())
    for (const timer of this.#idleTimers.values()) clearTimeout(timer)
    this.#all.clear()
    this.#idle = []
  }

  async #ask<Kind extends MediaRequest['kind']>({ onFacts, ...rest }: Ask<Kind>, options: MediaJobOptions): Promise<MediaResults[Kind]> {
    const { priority = 0, signal } = options
    const id = ++this.#lastId
    const request = { ...rest, id, limits: this.#settings.limits } as unknown as RequestOf<Kind>
    const limits = { timeoutMs: this.#settings.jobTimeoutMs, memoryBytes: this.#settings.jobMemoryBytes, signal }
    for (let attempt = 1; ; attempt++) {
      const child = await this.#take(priority, signal)
      try {
        return await child.run<Kind>(request, limits, onFacts)
      } catch (error) {
        // What fails while everything is taken down says nothing about the file.
        if (this.#closed) throw closing()
        if (!(error instanceof ProcessEnded)) throw error
        // It may have been killed by others; a file that ends a second process has only itself to blame.
        if (attempt === 2)
          throw new Unreadable(
            'This file makes its decoder break down, so it has no preview. The original is kept and can be downloaded.',
            error
          )
      } finally {
        this.#giveBack(child)
      }
    }
  }

  /** A free process, a new one while there may be more, or the next that becomes free. */
  async #take(priority: number, signal?: AbortSignal): Promise<MediaProcess> {
    signal?.throwIfAborted()
    if (this.#closed) throw closing()
    const free = this.#idle.pop()
    if (free) {
      clearTimeout(this.#idleTimers.get(free))
      this.#idleTimers.delete(free)
      if (!free.ended) return free
      this.#all.delete(free)
      return this.#take(priority, signal)
    }
    if (this.#all.size < this.#settings.workers) return this.#start()
    return this.#line.wait(priority, signal)
  }

  #start(): MediaProcess {
    const child = new MediaProcess(this.#settings.tempDir)
    this.#all.add(child)
    return child
  }

  #giveBack(child: MediaProcess) {
    if (this.#closed) return
    const isSpent = child.jobs >= this.#settings.recycleAfterJobs || child.restingBytes > this.#settings.recycleAboveBytes
    if (child.ended || isSpent) {
      child.kill()
      this.#all.delete(child)
      if (this.#line.length > 0) this.#line.serve(this.#start())
      return
    }
    if (this.#line.serve(child)) return
    this.#idle.push(child)
    this.#idleTimers.set(child, setTimeout(() => this.#retire(child), this.#settings.idleMs).unref())
  }

  #retire(child: MediaProcess) {
    this.#idle = this.#idle.filter((other) => other !== child)
    this.#idleTimers.delete(child)
    this.#all.delete(child)
    child.kill()
  }
}

function outPathFor(recipe: Recipe, outDir: string): string {
  return join(outDir, `${randomUUID()}.${recipe.format}`)
}

function closing() {
  return new PluginError('Media processing is being shut down.', { code: 'closed', retryable: true })
}
