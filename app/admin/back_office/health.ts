import app from '@adonisjs/core/services/app'
import type { OfficeResource, OfficeRow } from '#identity'
import { examine } from '../doctor/examine.ts'
import { QueueDepths } from '../queries/queue_depths.ts'

const STATES = ['problem', 'off', 'ok'] as const

/** What `node ace doctor` finds, and how much waits: each time it is opened it is looked at anew. */
export const health: OfficeResource = {
  id: 'health',
  icon: 'heart-pulse',
  isAllowed: (visitor) => visitor.can('settings.manage'),
  title: 'item',
  fields: {
    item: { inList: true },
    state: { kind: 'state', inList: true },
    detail: { inList: true },
    advice: { inList: true },
  },
  filters: { state: { kind: 'choice', choices: STATES } },
  list: async (_visitor, { filters }) => {
    const rows = await examined()
    return { rows: rows.filter(({ state }) => !filters.state || state === filters.state), next: null }
  },
  some: async (_visitor, ids) => (await examined()).filter(({ id }) => ids.includes(id)),
}

async function examined(): Promise<OfficeRow[]> {
  const depths = await (await app.container.make(QueueDepths)).handle()
  const queues = depths.map(({ queue, waiting, running }) => {
    return { item: `queue ${queue}`, state: 'ok' as const, detail: `${waiting} waiting, ${running} running`, advice: null }
  })
  const findings = (await examine()).findings.map(({ subject, ...rest }) => ({ item: subject, ...rest }))
  const all = [...findings, ...queues].map((one) => ({
    id: one.item.replace(/[^a-z0-9.]+/gi, '-').toLowerCase(),
    ...one,
  }))
  return all.toSorted((one, other) => STATES.indexOf(one.state) - STATES.indexOf(other.state))
}
