import { Forbidden, NotFound, Problem } from '#core/http/index'
import { NeedsAPerson, type OfficeAction, type OfficeResource, type Visitor } from '#identity'
import { OFFICE } from './resources.ts'

export type Kind = 'resource' | 'record' | 'bulk'
export type Wanted = { resourceId: string; kind: Kind; action: string; isChange: boolean }

const LOOKS: Record<Kind, string | null> = { resource: 'list', record: 'show', bulk: null }
const ON: Record<Kind, OfficeAction['on'][]> = { resource: ['resource'], record: ['record', 'each'], bulk: ['each'] }
const LONGEST_VALUE = 200
const MOST_RECORDS = 50

/** What a visitor finds in the back office. A program finds nothing: it has the API. */
export function officeOf(visitor: Visitor): OfficeResource[] {
  if (visitor.via === 'api') throw new NeedsAPerson('use the back office')
  return OFFICE.filter((declared) => declared.isAllowed(visitor))
}

/** Asked before AdminJS sees anything: whether there is such an action, and whether this visitor may come near it. */
export function enter(visitor: Visitor, { resourceId, kind, action, isChange }: Wanted): OfficeResource {
  const mine = officeOf(visitor)
  if (mine.length === 0) throw new Forbidden('use the back office')
  const declared = OFFICE.find(({ id }) => id === resourceId)
  if (!declared) throw new NotFound('part of the back office')
  if (!mine.includes(declared)) throw new Forbidden('see this part of the back office')
  if (action === LOOKS[kind] && !isChange) return declared
  const own = declared.actions && Object.hasOwn(declared.actions, action) ? declared.actions[action] : undefined
  if (!own || !ON[kind].includes(own.on)) throw new NotFound('action in this part of the back office')
  return declared
}

/** The filters that a resource declares, as they were asked; anything else is refused. */
export function filtersOf({ filters = {} }: OfficeResource, asked: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(asked).filter(([, value]) => value !== '' && value !== null && value !== undefined)
  for (const [name, value] of given) {
    if (name === 'cursor' && typeof value === 'string' && value.length <= 1000) continue
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
    if (!filter) throw refused(name, `There is no filter "${name}" here.`)
    if (typeof value !== 'string' || value.length > LONGEST_VALUE) throw refused(name, `The filter "${name}" takes one short text.`)
    if (filter.kind === 'choice' && !filter.choices.includes(value)) throw refused(name, `The filter "${name}" does not know "${value}".`)
  }
  return Object.fromEntries(given) as Record<string, string>
}

/** The records that a change to several is about. */
export function recordIdsOf(given: unknown): string {
  const ids = [...new Set([given].flat().flatMap((some) => (typeof some === 'string' ? some.split(',') : [])))].filter(Boolean)
  if (ids.length === 0) throw refused('recordIds', 'Nothing is ticked. Tick at least one.')
  if (ids.length > MOST_RECORDS) throw refused('recordIds', `At most ${MOST_RECORDS} can be changed at once.`)
  return ids.join(',')
}

function refused(field: string, detail: string) {
  return new Problem({
    status: 422,
    code: 'invalid_input',
    title: 'Some values are not valid',
    detail,
    errors: [{ field, message: detail }],
  })
}
