import app from '@adonisjs/core/services/app'
import { setTimeout as sleep } from 'node:timers/promises'
import { Queue } from 'bullmq'
import db from '@adonisjs/lucid/services/db'
import env from '#start/env'
import { Jobs, QUEUES } from '#core/jobs/index'

/** Works on jobs in this process until none is left. */
export async function workUntilIdle() {
  const jobs = await app.container.make(Jobs)
  const stop = new AbortController()
  const work = jobs.driver.work({
    queues: [...QUEUES],
    concurrency: 4,
    signal: stop.signal,
    run: (job) => jobs.run(job, stop.signal),
  })
  for (let quiet = 0; quiet < 2;) {
    await sleep(30)
    const depth = await jobs.driver.depth()
    quiet = depth.every((queue) => queue.waiting + queue.running === 0) ? quiet + 1 : 0
  }
  stop.abort()
  await work
}

/** Takes away every job, whichever driver carries them: as if the queue had been lost. */
export async function emptyQueues() {
  await db.from('jobs').delete()
  if (env.queue.driver !== 'bull') return
  for (const name of QUEUES) {
    const queue = new Queue(name, { connection: { host: env.redis.host, port: env.redis.port }, prefix: env.redis.prefix })
    await queue.obliterate({ force: true })
    await queue.close()
  }
}
