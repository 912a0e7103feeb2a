import app from '@adonisjs/core/services/app'
import { Job, Jobs, PRIORITY } from '#core/jobs/index'
import { Operation } from '../models/operation.ts'
import { RunOperation } from '../operations/run_operation.ts'

const PATIENCE_MS = 20_000

/** Takes up operations that a dead worker left in the middle. */
export class TakeUpOperations extends Job {
  static jobName = 'assets.take_up_operations'
  static priority = PRIORITY.person
  static attempts = 1

  async handle() {
    const jobs = await app.container.make(Jobs)
    const unfinished = await Operation.query()
      .whereIn('state', ['gathering', 'running'])
      .where('updatedAt', '<', Date.now() - PATIENCE_MS)
      .limit(200)
    const keys = unfinished.map((operation) => RunOperation.key(operation.id))
    const live = await jobs.driver.liveKeys(keys)
    for (const operation of unfinished) {
      const key = RunOperation.key(operation.id)
      if (!live.has(key)) await jobs.dispatch(RunOperation, { operationId: operation.id }, { key })
    }
  }
}
