import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { inject } from '@adonisjs/core'
import { ObjectMissing } from '@damson/sdk'
import { metadataForFiles } from '#assets'
import { assignmentsOf, EmbeddedMetadataWriter, LocalCopy, NotWritable, WRITER } from '#files'
import type { Visitor } from '#identity'
import type { ByteRange } from './byte_range.ts'
import { MetadataNotEmbeddable, SidecarUnavailable } from './errors.ts'
import type { Deliverable } from './queries/find_deliverable.ts'
import { BytesMissing, type Made } from './send_bytes.ts'

/** What can be made, and what names it before it is. */
export type Described = { etag: string; make: () => Promise<Made> }

/**
 * The metadata of an asset, as this visitor knows it, in a copy of its file or beside it. Both are made for one answer and kept
 * nowhere: they would be stale with the next word that somebody writes, as large as the original, and different for whoever sees
 * other fields. The same words in the same bytes make the same copy, so that a download which broke off goes on.
 */
@inject()
export class DescribedCopy {
  constructor(
    private writer: EmbeddedMetadataWriter,
    private copies: LocalCopy
  ) {}

  /** Null where there is nothing to write: then the original says all there is. */
  async embedded(visitor: Visitor, asset: Deliverable): Promise<Described | null> {
    const { metadata, groups } = await metadataForFiles(visitor, asset.id)
    // Who made it was read from the file, where it stands already, each of several by themselves.
    const assignments = assignmentsOf({ ...metadata, creator: null }, { mimeType: asset.mimeType, groups })
    if (assignments.length === 0) return null
    const hasOldText = groups.iptc !== undefined && groups.iptc.CodedCharacterSet !== UTF8
    const make = () => this.copies.use(asset, async (path) => fileOf(await this.writer.copy({ ...asset, path, hasOldText }, assignments)))
    return {
      etag: nameOf([asset.sha256, assignments, hasOldText]),
      make: () => make().catch((error: unknown) => this.#refuse(error, (refusal) => new MetadataNotEmbeddable(asset, refusal))),
    }
  }

  async sidecar(visitor: Visitor, asset: Deliverable): Promise<Described> {
    const { metadata } = await metadataForFiles(visitor, asset.id)
    const assignments = assignmentsOf({ ...metadata, more: [...metadata.more, { tag: 'XMP-dc:Format', value: asset.mimeType }] }, null)
    const make = async () => textOf(await this.writer.sidecar(assignments))
    return {
      etag: nameOf(assignments),
      make: () => make().catch((error: unknown) => this.#refuse(error, (refusal) => new SidecarUnavailable(refusal))),
    }
  }

  #refuse(error: unknown, refusal: (reason: Error) => Error): never {
    if (error instanceof ObjectMissing || (error as NodeJS.ErrnoException).code === 'ENOENT') throw new BytesMissing()
    throw error instanceof NotWritable ? refusal(error) : error
  }
}

/** How exiftool shows the mark of UTF-8 in IPTC, without its control character. */
const UTF8 = '%G'

const nameOf = (told: unknown) =>
  createHash('sha256')
    .update(JSON.stringify([told, WRITER]))
    .digest('hex')

/** The name of the file goes at once, so that nothing stays behind, whatever happens while it is sent. */
async function fileOf(path: string): Promise<Made> {
  try {
    const file = await open(path)
    const { size } = await file.stat()
    const read = ({ start, end }: Partial<ByteRange> = {}) => file.createReadStream({ start, end, autoClose: false })
    return { size, open: read, release: () => file.close() }
  } finally {
    await rm(path, { force: true })
  }
}

function textOf(bytes: Buffer): Made {
  return {
    size: bytes.length,
    open: (range) => Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes]),
    release: async () => {},
  }
}
