import { constants } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { inject } from '@adonisjs/core'
import env from '#start/env'
import { Problem } from '#core/http/index'
import { PRIORITY } from '#core/jobs/index'
import { concurrently } from '#core/support/concurrently'
import { sentenceOf } from '#core/support/reporting_command'
import { ReceiveFile, type ReceivedFile } from '#files'
import type { Visitor } from '#identity'
import { CreateAsset } from '../actions/create_asset.ts'
import { DuplicateAsset } from '../errors.ts'
import type { MetadataTemplate } from '../templates/metadata_template.ts'
import { usableValues } from '../templates/usable_values.ts'
import { walkFolder } from './walk_folder.ts'

const AT_A_TIME = 4

export type ImportReport = {
  total: number
  created: number
  duplicates: number
  refused: { path: string; code: string; reason: string }[]
  /** What the template could not say, because it is gone or may not be written by this person. */
  leftOut: string[]
  /** Why it ended before the last file; null where it did not. */
  stoppedBecause: string | null
}

type Wanted = {
  folder: string
  brandId: string
  duplicates: 'keep' | 'refuse'
  template?: MetadataTemplate | null
  onProgress?: (report: ImportReport) => void
}

/**
 * Copies the files of a folder into the library, through the same ingest as an upload. What is there
 * already is skipped, so an import that was interrupted is continued by starting it again.
 */
@inject()
export class ImportFolder {
  #report: ImportReport = { total: 0, created: 0, duplicates: 0, refused: [], leftOut: [], stoppedBecause: null }
  /** Two equal files at the same moment would each find the other not there yet. */
  #sameContent = new Map<string, Promise<unknown>>()

  constructor(private createAsset: CreateAsset) {}

  async handle(visitor: Visitor, wanted: Wanted): Promise<ImportReport> {
    const root = await importable(wanted.folder)
    try {
      await concurrently(AT_A_TIME, walkFolder(root), async (path) => {
        await this.#import(visitor, root, path, wanted)
        wanted.onProgress?.(this.#report)
      })
    } catch (error) {
      this.#report.stoppedBecause = error instanceof Problem ? error.detail : sentenceOf(error)
    }
    return this.#report
  }

  async #import(visitor: Visitor, root: string, path: string, wanted: Wanted) {
    try {
      this.#report.total += 1
      await this.#oneByContent(await receive(join(root, path)), async (file) =>
        this.createAsset.handle(visitor, {
          file,
          given: await this.#given(visitor, wanted, file),
          brandId: wanted.brandId,
          duplicates: wanted.duplicates,
          priority: PRIORITY.import,
          source: 'imported',
        })
      )
      this.#report.created += 1
    } catch (error) {
      const refusal = refusalOf(error)
      if (error instanceof DuplicateAsset) this.#report.duplicates += 1
      else if (refusal) this.#report.refused.push({ path, ...refusal })
      else throw error
    }
  }

  /** What the template says of a file of this type; what it cannot say is told once. */
  async #given(visitor: Visitor, { template, brandId }: Wanted, file: ReceivedFile): Promise<Record<string, unknown>> {
    if (!template) return {}
    const { given, leftOut } = await usableValues(visitor, template, { brandId, type: file.type })
    this.#report.leftOut = [...new Set([...this.#report.leftOut, ...leftOut.map(({ message }) => message)])]
    return given
  }

  async #oneByContent(file: ReceivedFile, work: (file: ReceivedFile) => Promise<unknown>) {
    const before = this.#sameContent.get(file.sha256) ?? Promise.resolve()
    const mine = before.catch(() => {}).then(() => work(file))
    this.#sameContent.set(file.sha256, mine)
    try {
      await mine
    } finally {
      if (this.#sameContent.get(file.sha256) === mine) this.#sameContent.delete(file.sha256)
    }
  }
}

/** The real folder. Damson's own data must not be imported into itself, from above or from within. */
async function importable(folder: string): Promise<string> {
  const root = await realpath(folder).catch(() => null)
  if (!root || !(await stat(root)).isDirectory()) throw new Error(`There is no folder "${folder}".`)
  const data = await realpath(env.dataDir)
  const isInside = (inner: string, outer: string) => inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
  if (isInside(data, root) || isInside(root, data)) {
    throw new Error(`"${folder}" and Damson's own data at ${data} lie one within the other. Choose a folder beside it.`)
  }
  return root
}

async function receive(path: string): Promise<ReceivedFile> {
  // What was a file when the folder was read may be a link by now.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    return await new ReceiveFile().fromStream(handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 }), path)
  } finally {
    await handle.close()
  }
}

/** What stands in the way of this file alone; null for what would stop the next one too. */
function refusalOf(error: unknown): { code: string; reason: string } | null {
  if (error instanceof Problem) return error.status < 500 ? { code: error.code!, reason: error.detail } : null
  const code = (error as { code?: unknown } | null)?.code
  if (['EACCES', 'EPERM', 'ENOENT', 'ELOOP', 'EIO', 'EISDIR'].includes(String(code))) {
    return { code: 'unreadable', reason: `The file cannot be read (${code}).` }
  }
  return null
}
