import { Act } from './act.ts'
import { ask, type Refused } from './ask.ts'
import { Heading } from './heading.ts'
import { Trouble } from './notice.ts'
import { h, link, useEffect, useLocation, useParams, useState, type Node, type Resource, type Row } from './react.ts'
import { Record } from './record.ts'
import { say } from './words.ts'

type Answer = { record?: Row; records?: Row[] }

/** The page of one record, or of what is to be done to it. */
export function RecordRoute(): Node {
  const { resourceId = '', recordId = '', actionName = '' } = useParams()
  return h(Fetched, {
    key: `${recordId}/${actionName}`,
    resourceId,
    actionName,
    path: `${resourceId}/records/${encodeURIComponent(recordId)}/${actionName}`,
  })
}

/** The page of what is to be done to several. */
export function BulkRoute(): Node {
  const { resourceId = '', actionName = '' } = useParams()
  const { search } = useLocation()
  return h(Fetched, { key: search + actionName, resourceId, actionName, path: `${resourceId}/bulk/${actionName}${search}` })
}

type Given = { resourceId: string; actionName: string; path: string }

function Fetched({ resourceId, actionName, path }: Given): Node {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  useEffect(() => {
    void ask<Answer>(path).then((told) => {
      setAnswer(told.answer)
      setRefused(told.refused)
    })
  }, [path])
  const resource = window.REDUX_STATE.resources.find(({ id }) => id === resourceId)
  if (refused) return h(Missing, { resourceId, refused })
  if (!answer || !resource) return h('p', { className: 'hint', role: 'status' }, say('list.loading'))
  return drawn(resource, actionName, answer) ?? h(Missing, { resourceId, refused: { detail: say('list.not_now') } })
}

function drawn(resource: Resource, actionName: string, { record, records = [] }: Answer): Node {
  const actions = record ? record.recordActions : (records[0]?.bulkActions ?? [])
  const action = actions.find(({ name }) => name === actionName)
  if (!action) return null
  return record && actionName === 'show'
    ? h(Record, { resource, record })
    : h(Act, { resource, action, record, records: record ? undefined : records })
}

function Missing({ resourceId, refused }: { resourceId: string; refused: Refused }): Node {
  const back = h('p', null, link(`/admin/resources/${resourceId}`, {}, say('list.back')))
  return h('div', { className: 'stack' }, h(Heading, null, say(`names.${resourceId}`)), h(Trouble, { refused }), back)
}
