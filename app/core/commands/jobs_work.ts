import { cpus } from 'node:os'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import env from '#start/env'
import { Jobs, QUEUES } from '#core/jobs/index'

const END_PATIENCE_MS = 8000

export default class JobsWork extends BaseCommand {
  static commandName = 'jobs:work'
  static description = 'Work on jobs until stopped. Start as many as wanted, on as many machines as share the database and the storage.'
  static options: CommandOptions = { startApp: true, staysAlive: true }

  @flags.array({ description: `Only these queues: ${QUEUES.join(', ')}` })
  declare queues: string[]

  @flags.number({ description: 'How many jobs at a time; by default two for each processor core' })
  declare concurrency: number

  @flags.boolean({ description: 'Say on one line of JSON when it is ready' })
  declare json: boolean

  async run() {
    const unknown = (this.queues ?? []).filter((queue) => !(QUEUES as readonly string[]).includes(queue))
    if (unknown.length > 0) {
      this.logger.error(`There is no queue "${unknown[0]}". There are: ${QUEUES.join(', ')}.`)
      this.exitCode = 1
      return this.terminate()
    }
    const stop = new AbortController()
    const end = () => {
      stop.abort()
      // What hangs now is taken up by another worker when its lease runs out.
      setTimeout(() => process.exit(1), END_PATIENCE_MS).unref()
    }
    this.app.terminating(end)
    process.once('SIGTERM', end)
    // Started by a web process, it ends with it: nobody else would look after it.
    if (process.send) process.on('disconnect', end)
    const jobs = await this.app.container.make(Jobs)
    const queues = this.queues?.length ? this.queues : [...QUEUES]
    const concurrency = this.concurrency ?? env.queue.concurrency ?? cpus().length * 2
    const work = jobs.work({ queues, concurrency, signal: stop.signal })
    if (this.json) process.stdout.write(`${JSON.stringify({ state: 'working', queues, concurrency })}\n`)
    else this.logger.info(`working on ${queues.join(', ')}, ${concurrency} at a time`)
    await work
    await this.terminate()
  }
}
