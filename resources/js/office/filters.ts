import { h, useNavigate, type Filter, type Node } from './react.ts'
import { say } from './words.ts'

/** The filters of a list, as a form whose answer is an address. */
export function Filters({ path, filters, asked }: { path: string; filters: Record<string, Filter>; asked: URLSearchParams }): Node {
  const navigate = useNavigate()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const given = new FormData(event.target as HTMLFormElement)
    const kept = [...given].filter(([, text]) => text !== '') as [string, string][]
    navigate(kept.length > 0 ? `${path}?${new URLSearchParams(kept)}` : path)
  }
  const boxes = Object.entries(filters).map(([name, filter]) =>
    h(
      'div',
      { className: 'field', key: name },
      h('label', { htmlFor: `by-${name}` }, say(`filters.${name}`)),
      box(name, filter, asked.get(name) ?? '')
    )
  )
  const clear = asked.size > 0 && h('a', { className: 'button quiet', href: path }, say('list.clear'))
  const buttons = h('div', { className: 'row' }, h('button', { className: 'button' }, say('list.show')), clear)
  // Drawn anew where another address brings other filters.
  return h(
    'form',
    { 'className': 'office-filters', 'role': 'search', 'aria-label': say('list.filter'), 'onSubmit': submit, 'key': asked.toString() },
    ...boxes,
    buttons
  )
}

function box(name: string, filter: Filter, given: string) {
  const id = `by-${name}`
  if (filter.kind !== 'choice') {
    return h('input', { id, name, type: filter.kind === 'day' ? 'date' : 'text', defaultValue: given, maxLength: 200, autoComplete: 'off' })
  }
  const options = filter.choices.map((choice) => h('option', { value: choice, key: choice }, choice))
  return h('select', { id, name, defaultValue: given }, h('option', { value: '' }, say('list.all')), ...options)
}
