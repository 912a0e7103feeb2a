import app from '@adonisjs/core/services/app'
import { Job, Jobs, PRIORITY } from '#core/jobs/index'
import { Blob } from '../models/blob.ts'
import { CompleteBlob } from './complete_blob.ts'
import { DigestBlob } from './digest_blob.ts'

const PATIENCE_MS = 20_000
const BATCH = 500

/**
 * State is the truth, jobs only carry it on: whatever is not settled and has no live job, because a
 * process or Redis died at the wrong moment, is taken up again.
 */
export class TakeUpUnsettled extends Job {
  static jobName = 'files.take_up_unsettled'
  static priority = PRIORITY.person
  static attempts = 1

  async handle() {
    const jobs = await app.container.make(Jobs)
    const blobs = await Blob.query()
      .select('id', 'state')
      .whereIn('state', ['stored', 'digested'])
      .where('updatedAt', '<', Date.now() - PATIENCE_MS)
      .orderBy('updatedAt')
      .limit(BATCH)
    if (blobs.length === 0) return
    const keyOf = (blob: Blob) => (blob.state === 'stored' ? DigestBlob : CompleteBlob).key(blob.id)
    const live = await jobs.driver.liveKeys(blobs.map(keyOf))
    for (const blob of blobs.filter((one) => !live.has(keyOf(one)))) {
      const job = blob.state === 'stored' ? DigestBlob : CompleteBlob
      await jobs.dispatch(job, { blobId: blob.id }, { key: keyOf(blob) })
    }
  }
}
