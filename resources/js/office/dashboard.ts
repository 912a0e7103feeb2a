import { h, type Node } from './react.ts'
import { say } from './words.ts'

type Section = { section: string; entries: { name: string; path: string }[] }

/** Everything there is for this visitor, and what it is for. */
export function Dashboard(): Node {
  const sections = JSON.parse(document.getElementById('app')!.dataset.rail!) as Section[]
  const panels = sections.map(({ section, entries }) => {
    const cards = entries.map(({ name, path }) =>
      h('li', { key: name }, h('a', { href: path }, say(`names.${name}`)), h('p', { className: 'hint' }, say(`about.${name}`)))
    )
    return h(
      'section',
      { className: 'stack', key: section },
      h('h2', null, say(`sections.${section}`)),
      h('ul', { className: 'office-cards' }, ...cards)
    )
  })
  return h('div', { className: 'stack' }, h('h1', null, say('title')), h('p', { className: 'hint' }, say('lead')), ...panels)
}
