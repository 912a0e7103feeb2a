import app from '@adonisjs/core/services/app'
import { LimitExceeded, Unreadable } from '@damson/sdk'
import { inTransaction } from '#core/database/index'
import { Job, PRIORITY, type JobContext } from '#core/jobs/index'
import { MakeRendition } from '../actions/make_rendition.ts'
import { LocalCopy } from '../local_copy.ts'
import { MediaPool, type Look } from '../media/index.ts'
import { EmbeddedMetadataReader, type EmbeddedMetadata } from '../metadata/index.ts'
import { Blob } from '../models/blob.ts'
import { Rendition } from '../models/rendition.ts'
import { PREVIEW } from '../recipes.ts'
import { announceSettled } from '../settlement.ts'

/** The second look: what the file says about itself, its words, and the large preview. Then it is ready. */
export class CompleteBlob extends Job<{ blobId: string }> {
  static jobName = 'files.complete_blob'
  static queue = 'media'
  static priority = PRIORITY.upload + 5
  static attempts = 3
  static timeoutMs = 5 * 60_000

  static key = (blobId: string) => `complete:${blobId}`

  async handle({ blobId }: { blobId: string }, context: JobContext) {
    const blob = await Blob.find(blobId)
    if (!blob || blob.state !== 'digested') return
    const copies = await app.container.make(LocalCopy)
    const { embedded, text } = await copies.use(blob, async (path) => ({
      embedded: await this.#readMetadata(blob, path, context),
      text: await this.#readText(blob, path, context),
    }))
    const look = await this.#preview(blob, context)
    await inTransaction(async (trx) => {
      blob.merge({
        state: 'ready',
        thumbHash: look?.thumbHash ?? null,
        colour: look?.colour ?? null,
        embedded: embedded ? JSON.stringify(embedded) : null,
        ...(blob.width === null && embedded?.width ? { width: embedded.width, height: embedded.height } : {}),
        ...(blob.durationSeconds === null && embedded?.durationSeconds ? { durationSeconds: embedded.durationSeconds } : {}),
        updatedAt: Date.now(),
      })
      await blob.useTransaction(trx).save()
      if (text) {
        await trx.knexQuery().table('blob_texts').insert({ blob_id: blob.id, body: text }).onConflict('blob_id').merge()
      }
      await announceSettled(trx, { blob, embedded, text })
    })
  }

  /** Metadata that cannot be read takes nothing from the picture, so it is logged and left out. */
  async #readMetadata(blob: Blob, path: string, context: JobContext): Promise<EmbeddedMetadata | null> {
    const reader = await app.container.make(EmbeddedMetadataReader)
    try {
      return await reader.read(path, blob.mimeType)
    } catch (error) {
      context.logger.warn({ err: error, blobId: blob.id }, 'could not read embedded metadata')
      return null
    }
  }

  async #readText(blob: Blob, path: string, context: JobContext): Promise<string | null> {
    const pool = await app.container.make(MediaPool)
    try {
      return (await pool.text({ path, mimeType: blob.mimeType, size: blob.size })) || null
    } catch (error) {
      context.logger.warn({ err: error, blobId: blob.id }, 'could not read the text of a document')
      return null
    }
  }

  /** Only of what has a thumbnail, and so can be drawn. Answers what that looks like. */
  async #preview(blob: Blob, context: JobContext): Promise<Look | null> {
    const thumb = await Rendition.query().where('blobId', blob.id).where('recipe', 'thumb').first()
    if (!thumb) return null
    const pool = await app.container.make(MediaPool)
    const copies = await app.container.make(LocalCopy)
    const makeRendition = await app.container.make(MakeRendition)
    try {
      await makeRendition.handle(blob, PREVIEW, 'preview', 50)
      return await copies.use(thumb, (path) => pool.look({ path, mimeType: thumb.mimeType, size: thumb.size }, { priority: 50 }))
    } catch (error) {
      if (!(error instanceof Unreadable || error instanceof LimitExceeded) && !context.isLastAttempt) throw error
      context.logger.warn({ err: error, blobId: blob.id }, 'could not make the preview')
      return null
    }
  }
}
