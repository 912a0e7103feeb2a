import emitter from '@adonisjs/core/services/emitter'
import app from '@adonisjs/core/services/app'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { Jobs } from './jobs/index.ts'

let registry: Registry | null = null

/** The figures of this process, collected from the first time somebody asks for them. */
export function metrics(): Registry {
  registry ??= collect()
  return registry
}

function collect(): Registry {
  const made = new Registry()
  collectDefaultMetrics({ register: made, prefix: 'damson_' })
  const requests = new Histogram({
    name: 'damson_http_request_seconds',
    help: 'Time to answer requests, by route pattern',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [made],
  })
  emitter.on('http:request_completed', ({ ctx, duration }) => {
    // The pattern and never the address: addresses carry ids and tokens, and are without number.
    const route = ctx.route?.pattern ?? 'none'
    requests.observe({ method: ctx.request.method(), route, status: ctx.response.response.statusCode }, duration[0] + duration[1] / 1e9)
  })
  new Gauge({
    name: 'damson_jobs',
    help: 'Jobs that wait or run, by queue',
    labelNames: ['queue', 'state'],
    registers: [made],
    async collect() {
      const jobs = await app.container.make(Jobs)
      for (const { queue, waiting, running } of await jobs.driver.depth()) {
        this.set({ queue, state: 'waiting' }, waiting)
        this.set({ queue, state: 'running' }, running)
      }
    },
  })
  return made
}
