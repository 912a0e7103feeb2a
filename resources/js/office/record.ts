import { Heading } from './heading.ts'
import { Notice } from './notice.ts'
import { h, link, type Node, type Resource, type Row } from './react.ts'
import { value } from './value.ts'
import { say } from './words.ts'

/** One record with all that may be read of it, and what can be done to it. */
export function Record({ resource, record }: { resource: Resource; record: Row }): Node {
  const path = `/admin/resources/${resource.id}`
  const actions = record.recordActions.filter(({ name }) => name !== 'show')
  const buttons = actions.map(({ name, custom }) => {
    const className = `button ${custom.isDangerous ? 'danger' : ''}`
    return link(`${path}/records/${encodeURIComponent(record.id)}/${name}`, { className, key: name }, say(`actions.${name}`))
  })
  const facts = resource.showProperties.map((property) =>
    h('div', { key: property.name }, h('dt', null, say(`fields.${property.name}`)), h('dd', null, value(property, record)))
  )
  return h(
    'div',
    { className: 'stack' },
    h('p', null, link(path, {}, say('list.back'))),
    h(
      'header',
      { className: 'row spread' },
      h(Heading, { key: record.id }, record.title ?? record.id),
      h('div', { className: 'row' }, ...buttons)
    ),
    h(Notice, null),
    h('section', { className: 'card-panel' }, h('dl', { className: 'office-facts' }, ...facts))
  )
}
