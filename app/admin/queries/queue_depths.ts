import { inject } from '@adonisjs/core'
import { Jobs, QUEUES } from '#core/jobs/index'

export type QueueDepth = { queue: string; waiting: number; running: number }

/** How much waits and runs in every queue, those with nothing in them too. */
@inject()
export class QueueDepths {
  constructor(private jobs: Jobs) {}

  async handle(): Promise<QueueDepth[]> {
    const depths = await this.jobs.driver.depth()
    return QUEUES.map((queue) => depths.find((one) => one.queue === queue) ?? { queue, waiting: 0, running: 0 })
  }
}
