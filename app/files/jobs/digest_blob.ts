import { mkdir } from 'node:fs/promises'
import app from '@adonisjs/core/services/app'
import { LimitExceeded, Unreadable } from '@damson/sdk'
import filesConfig from '#config/files'
import { inTransaction } from '#core/database/index'
import { Job, Jobs, PRIORITY, type JobContext } from '#core/jobs/index'
import { MakeRendition } from '../actions/make_rendition.ts'
import { LocalCopy } from '../local_copy.ts'
import { MediaPool, type Digest } from '../media/index.ts'
import { Blob, type BlobState } from '../models/blob.ts'
import { THUMB } from '../recipes.ts'
import { announceSettled } from '../settlement.ts'
import { CompleteBlob } from './complete_blob.ts'

/** The first look at a blob: its technical facts and its thumbnail, so that people see it soon. */
export class DigestBlob extends Job<{ blobId: string; priority?: number }> {
  static jobName = 'files.digest_blob'
  static queue = 'media'
  static priority = PRIORITY.upload
  static attempts = 3
  static timeoutMs = 5 * 60_000

  static key = (blobId: string) => `digest:${blobId}`

  async handle({ blobId, priority }: { blobId: string; priority?: number }, context: JobContext) {
    const blob = await Blob.find(blobId)
    if (!blob) return
    if (blob.state === 'stored') {
      const digest = await this.#look(blob, context)
      if (digest) await this.#remember(blob, digest)
    }
    if ((blob.state as BlobState) !== 'digested') return
    const jobs = await app.container.make(Jobs)
    await jobs.dispatch(CompleteBlob, { blobId }, { key: CompleteBlob.key(blobId), priority: (priority ?? DigestBlob.priority) + 5 })
  }

  async #look(blob: Blob, context: JobContext): Promise<Digest | null> {
    const pool = await app.container.make(MediaPool)
    if (!pool.canPreview(blob.mimeType)) return { facts: null, thumb: null, thumbHash: null }
    const copies = await app.container.make(LocalCopy)
    await mkdir(filesConfig.workDir, { recursive: true, mode: 0o700 })
    try {
      return await copies.use(blob, (path) =>
        pool.digest({ path, mimeType: blob.mimeType, size: blob.size }, THUMB, filesConfig.workDir, { signal: context.signal })
      )
    } catch (error) {
      if (error instanceof Unreadable || error instanceof LimitExceeded) {
        await failBlob(blob, error.code, error.message)
        return null
      }
      if (context.isLastAttempt) {
        await failBlob(
          blob,
          'processing_failed',
          'This file could not be processed after several tries. Retry it, or download the original.'
        )
      }
      throw error
    }
  }

  async #remember(blob: Blob, digest: Digest) {
    const makeRendition = await app.container.make(MakeRendition)
    if (digest.thumb) await makeRendition.keep(blob, THUMB, 'thumb', digest.thumb)
    const { facts } = digest
    blob.merge({
      ...(facts
        ? {
            width: facts.width,
            height: facts.height,
            orientation: facts.orientation,
            pageCount: facts.pageCount,
            durationSeconds: facts.durationSeconds,
            frameRate: facts.frameRate,
            dpi: facts.dpi,
            colorSpace: facts.colorSpace,
            iccName: facts.iccName,
            videoCodec: facts.videoCodec,
            audioCodec: facts.audioCodec,
            hasAlpha: facts.hasAlpha,
            isAnimated: facts.isAnimated,
          }
        : {}),
      thumbHash: digest.thumbHash,
      state: digest.previewError ? 'failed' : 'digested',
      errorCode: digest.previewError?.code ?? null,
      errorMessage: digest.previewError?.message ?? null,
      updatedAt: Date.now(),
    })
    await inTransaction(async (trx) => {
      await blob.useTransaction(trx).save()
      if (blob.state === 'failed') await announceSettled(trx, { blob, embedded: null, text: null })
    })
  }
}

export async function failBlob(blob: Blob, code: string, message: string) {
  await inTransaction(async (trx) => {
    blob.merge({ state: 'failed', errorCode: code, errorMessage: message, updatedAt: Date.now() })
    await blob.useTransaction(trx).save()
    await announceSettled(trx, { blob, embedded: null, text: null })
  })
}
