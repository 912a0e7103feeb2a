import app from '@adonisjs/core/services/app'
import { LimitExceeded, Unreadable } from '@damson/sdk'
import { inTransaction } from '#core/database/index'
import { Job, Jobs, PRIORITY, type JobContext } from '#core/jobs/index'
import { MakeRendition } from '../actions/make_rendition.ts'
import { LocalCopy, workFolder } from '../local_copy.ts'
import { MediaPool, type Digest } from '../media/index.ts'
import { Blob } from '../models/blob.ts'
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
    if (blob.state !== 'stored') return
    const digest = await this.#look(blob, context)
    if (digest) await this.#remember(blob, digest, (priority ?? DigestBlob.priority) + 5)
  }

  async #look(blob: Blob, context: JobContext): Promise<Digest | null> {
    const pool = await app.container.make(MediaPool)
    if (!pool.canPreview(blob.mimeType)) return { facts: null, thumb: null }
    const copies = await app.container.make(LocalCopy)
    try {
      return await copies.use(blob, (path) =>
        pool.digest({ path, mimeType: blob.mimeType, size: blob.size }, THUMB, workFolder(), { signal: context.signal })
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

  /** Facts, thumbnail and the job that goes on from here become true together. */
  async #remember(blob: Blob, digest: Digest, priority: number) {
    const jobs = await app.container.make(Jobs)
    const makeRendition = await app.container.make(MakeRendition)
    const thumb = digest.thumb && (await makeRendition.store(blob, THUMB, digest.thumb))
    await inTransaction(async (trx) => {
      if (thumb) await makeRendition.record(trx, blob, 'thumb', thumb)
      blob.merge({
        ...factsOf(digest),
        state: digest.previewError ? 'failed' : 'digested',
        errorCode: digest.previewError?.code ?? null,
        errorMessage: digest.previewError?.message ?? null,
        updatedAt: Date.now(),
      })
      await blob.useTransaction(trx).save()
      if (digest.previewError) await announceSettled(trx, { blob, embedded: null, text: null })
      else await jobs.dispatch(CompleteBlob, { blobId: blob.id }, { key: CompleteBlob.key(blob.id), priority, trx })
    })
  }
}

function factsOf({ facts }: Digest) {
  if (!facts) return {}
  const { width, height, orientation, pageCount, durationSeconds, frameRate, dpi, colorSpace, iccName, videoCodec, audioCodec } = facts
  return {
    width,
    height,
    orientation,
    pageCount,
    durationSeconds,
    frameRate,
    dpi,
    colorSpace,
    iccName,
    videoCodec,
    audioCodec,
    hasAlpha: facts.hasAlpha,
    isAnimated: facts.isAnimated,
  }
}

export async function failBlob(blob: Blob, code: string, message: string) {
  await inTransaction(async (trx) => {
    blob.merge({ state: 'failed', errorCode: code, errorMessage: message, updatedAt: Date.now() })
    await blob.useTransaction(trx).save()
    await announceSettled(trx, { blob, embedded: null, text: null })
  })
}
