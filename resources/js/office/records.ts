import { ask, type Refused } from './ask.ts'
import { Filters } from './filters.ts'
import { Heading } from './heading.ts'
import { Notice, Trouble } from './notice.ts'
import { h, link, useEffect, useLocation, useNavigate, useState, type Action, type Node, type Resource, type Row } from './react.ts'
import { value } from './value.ts'
import { say } from './words.ts'

type Answer = { records: Row[]; meta: { next: string | null } }
const WIDE_FROM = 3

/** The list of a resource: filters, rows, and what can be done to those that are ticked. */
export function Records({ resource, action }: { resource: Resource; action: Action }): Node {
  const { search } = useLocation()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const path = `/admin/resources/${resource.id}`
  const asked = new URLSearchParams(search)
  useEffect(() => {
    let isCurrent = true
    void ask<Answer>(`${resource.id}/actions/list${search}`).then((told) => {
      if (!isCurrent) return
      setAnswer(told.answer)
      setRefused(told.refused)
    })
    return () => void (isCurrent = false)
  }, [resource.id, search])
  const make = resource.resourceActions.filter(({ name }) => name !== 'list')
  const buttons = make.map(({ name }) =>
    link(`${path}/actions/${name}`, { className: 'button primary', key: name }, say(`actions.${name}`))
  )
  const { filters = {}, pages = {} } = action.custom
  const leads = Object.entries(pages).map(([name, href]) =>
    h('a', { className: 'button primary', key: name, href }, say(`actions.${name}`))
  )
  return h(
    'div',
    { className: 'stack' },
    h(
      'header',
      { className: 'row spread' },
      h(Heading, { key: resource.id }, say(`names.${resource.id}`)),
      h('div', { className: 'row' }, ...leads, ...buttons)
    ),
    h('p', { className: 'hint' }, say(`about.${resource.id}`)),
    h(Notice, null),
    Object.keys(filters).length > 0 && h(Filters, { path, filters, asked }),
    refused && h(Trouble, { refused }),
    !answer && !refused && h('p', { className: 'hint', role: 'status' }, say('list.loading')),
    answer && h(Table, { key: search, resource, answer, isNarrowed: asked.size > 0 }),
    answer && h(Pager, { path, asked, next: answer.meta.next })
  )
}

function Table({ resource, answer: { records }, isNarrowed }: { resource: Resource; answer: Answer; isNarrowed: boolean }): Node {
  const [ticked, setTicked] = useState<string[]>([])
  if (records.length === 0)
    return h('section', { className: 'card-panel' }, h('p', null, say(isNarrowed ? 'list.none_matching' : 'list.none')))
  const canTick = records.some(({ bulkActions }) => bulkActions.length > 0)
  const tick = (id: string) => setTicked(ticked.includes(id) ? ticked.filter((one) => one !== id) : [...ticked, id])
  const head = resource.listProperties.map(({ name }, at) =>
    h('th', { scope: 'col', key: name, className: at < WIDE_FROM ? '' : 'wide' }, say(`fields.${name}`))
  )
  const rows = records.map((row) => {
    const cells = resource.listProperties.map((property, at) => {
      const shown = value(property, row)
      const to = `/admin/resources/${resource.id}/records/${encodeURIComponent(row.id)}/show`
      return h(
        'td',
        { key: property.name, className: at < WIDE_FROM ? '' : 'wide' },
        property.name === resource.titleProperty.name ? link(to, {}, shown) : shown
      )
    })
    const box = { 'type': 'checkbox', 'checked': ticked.includes(row.id), 'aria-label': say('list.tick', { name: row.title ?? row.id }) }
    return h('tr', { key: row.id }, canTick && h('td', null, h('input', { ...box, onChange: () => tick(row.id) })), ...cells)
  })
  return h(
    'div',
    { className: 'stack' },
    canTick && h(Ticked, { resource, rows: records.filter(({ id }) => ticked.includes(id)) }),
    h(
      'section',
      { className: 'card-panel table-panel' },
      h('table', { className: 'table' }, h('thead', null, h('tr', null, canTick && h('td', null), ...head)), h('tbody', null, ...rows))
    )
  )
}

/** What can be done to all that are ticked. */
function Ticked({ resource, rows }: { resource: Resource; rows: Row[] }): Node {
  const navigate = useNavigate()
  if (rows.length === 0) return null
  const shared = rows[0]!.bulkActions.filter(({ name }) => rows.every((row) => row.bulkActions.some((one) => one.name === name)))
  const ids = rows.map(({ id }) => id).join(',')
  const go = (name: string) => navigate(`/admin/resources/${resource.id}/bulk/${name}?recordIds=${encodeURIComponent(ids)}`)
  const buttons = shared.map(({ name, custom }) =>
    h(
      'button',
      { className: `button small ${custom.isDangerous ? 'danger' : ''}`, key: name, onClick: () => go(name) },
      say(`actions.${name}`)
    )
  )
  return h('div', { className: 'row', role: 'status' }, h('span', null, say('list.ticked', { count: rows.length })), ...buttons)
}

function Pager({ path, asked, next }: { path: string; asked: URLSearchParams; next: string | null }): Node {
  const without = new URLSearchParams([...asked].filter(([name]) => name !== 'cursor'))
  const isFirst = !asked.has('cursor')
  if (isFirst && !next) return null
  const further = new URLSearchParams([...without, ['cursor', next ?? '']])
  return h(
    'p',
    { className: 'row' },
    !isFirst && link(without.size > 0 ? `${path}?${without}` : path, { className: 'button' }, say('list.start')),
    next && link(`${path}?${further}`, { className: 'button' }, say('list.more'))
  )
}
