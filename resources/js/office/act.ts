import { ask, type Refused } from './ask.ts'
import { Heading } from './heading.ts'
import { Trouble } from './notice.ts'
import { h, link, useEffect, useNavigate, useState, type Action, type Input, type Node, type Resource, type Row } from './react.ts'
import { say } from './words.ts'

type Choices = Record<string, { value: string; label: string }[]>
type Given = { resource: Resource; action: Action; record?: Row; records?: Row[] }
type Outcome = { refusals: { title: string; detail: string }[] }

/** What an action does, to what, and the button that does it. */
export function Act({ resource, action, record, records }: Given): Node {
  const navigate = useNavigate()
  const [choices, setChoices] = useState<Choices>({})
  const [refused, setRefused] = useState<Refused | null>(null)
  const [isBusy, setBusy] = useState(false)
  const list = `/admin/resources/${resource.id}`
  const about = record ? [record] : (records ?? [])
  const path = pathOf(resource, action, record, records)
  const inputs = Object.entries(action.custom.inputs ?? {})
  useEffect(() => {
    if (inputs.some(([, { kind }]) => kind === 'choice'))
      void ask<{ choices: Choices }>(path).then(({ answer }) => answer && setChoices(answer.choices))
  }, [path])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const told = await ask<Outcome>(path, Object.fromEntries(new FormData(event.target as HTMLFormElement)))
    setBusy(false)
    if (told.refused) return setRefused(told.refused)
    const { refusals } = told.answer
    if (refusals.length === 0) return navigate(list, { state: { notice: action.name } })
    const said = say('list.some_refused', { done: about.length - refusals.length, refused: refusals.length })
    setRefused({ detail: `${said} ${refusals.map(({ title, detail }) => `${title}: ${detail}`).join(' ')}` })
  }
  const button = { className: `button ${action.custom.isDangerous ? 'danger' : 'primary'}`, disabled: isBusy }
  return h(
    'div',
    { className: 'stack' },
    h(Heading, { key: path }, say(`actions.${action.name}`)),
    h('p', null, say(`asks.${action.name}`)),
    about.length > 0 && h('p', null, `${say('list.of')} `, h('strong', null, about.map(({ id, title }) => title ?? id).join(', '))),
    refused && h(Trouble, { refused }),
    h(
      'form',
      { className: 'card-panel form', onSubmit: submit },
      ...inputs.map(([name, input]) =>
        h(Box, { key: name, name, input, choices: choices[name] ?? [], first: record?.params[name] ?? '', refused })
      ),
      h(
        'div',
        { className: 'row' },
        h('button', button, say(`actions.${action.name}`)),
        link(list, { className: 'button quiet' }, say('list.cancel'))
      )
    )
  )
}

function pathOf(resource: Resource, action: Action, record?: Row, records?: Row[]) {
  if (record) return `${resource.id}/records/${encodeURIComponent(record.id)}/${action.name}`
  if (records) return `${resource.id}/bulk/${action.name}?recordIds=${encodeURIComponent(records.map(({ id }) => id).join(','))}`
  return `${resource.id}/actions/${action.name}`
}

type BoxGiven = { name: string; input: Input; choices: Choices[string]; first: string | number; refused: Refused | null }

function Box({ name, input, choices, first, refused }: BoxGiven): Node {
  const wrong = refused?.errors?.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message
  const id = `give-${name}`
  const said = wrong ? { 'aria-invalid': true, 'aria-describedby': `${id}-wrong` } : {}
  const shared = { id, name, required: input.isRequired ?? false, ...said }
  const options = choices.map(({ value, label }) => h('option', { value, key: value }, label))
  const box =
    input.kind === 'choice'
      ? h('select', { ...shared, key: choices.length }, ...options)
      : h(input.kind === 'lines' ? 'textarea' : 'input', { ...shared, defaultValue: first, autoComplete: 'off' })
  return h(
    'div',
    { className: 'field' },
    h('label', { htmlFor: id }, say(`inputs.${name}`)),
    box,
    wrong && h('p', { className: 'error', id: `${id}-wrong` }, wrong)
  )
}
