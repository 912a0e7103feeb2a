import { setTimeout as sleep } from 'node:timers/promises'
import { figure, median, p95, type Figure } from './figures.ts'
import type { Installation } from '../support/installation.ts'

const PAGE = '/api/v1/assets?limit=50'
const ALONE = 60

type Told = { id: string; state: string; total: number; done: number }

/** How fast many are changed at once, and what others wait for their page meanwhile; a worker must be running. */
export async function bulkEdits(damson: Installation): Promise<Figure[]> {
  const page = async () => {
    const started = performance.now()
    await (await damson.fetch(PAGE)).text()
    return performance.now() - started
  }
  const alone: number[] = []
  for (let nth = 0; nth < ALONE; nth += 1) alone.push(await page())
  const changes = { set: { title: `Changed at ${new Date().toISOString()}` } }
  const started = performance.now()
  const response = await damson.fetch('/api/v1/operations', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'edit', changes, query: { type: 'video' } }),
  })
  let operation = (await response.json()) as Told
  const meanwhile: number[] = []
  while (operation.state !== 'done') {
    meanwhile.push(await page())
    await sleep(50)
    if (meanwhile.length % 10 === 0) operation = await damson.json<Told>(`/api/v1/operations/${operation.id}`)
  }
  const seconds = (performance.now() - started) / 1000
  const rate = operation.done / seconds
  return [
    figure(
      `Titles of ${operation.done.toLocaleString('en')} assets changed in one operation, per second`,
      rate.toFixed(0),
      '',
      rate,
      '≥ 2000'
    ),
    figure(
      'A page of others meanwhile, p95 in ms (median)',
      `${p95(meanwhile).toFixed(1)} (${median(meanwhile).toFixed(1)})`,
      `alone ${p95(alone).toFixed(1)} (${median(alone).toFixed(1)})`,
      p95(meanwhile) / p95(alone),
      '≤ 2'
    ),
  ]
}
