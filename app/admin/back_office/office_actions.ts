import type { ActionContext, ActionRequest, BaseRecord } from 'adminjs'
import { Problem } from '#core/http/index'
import type { OfficeAction, OfficeResource } from '#identity'
import { visitorOf, type DeclaredResource } from './declared_resource.ts'

const PAGE = 50

/** AdminJS's own ways to write are closed: they would go past the actions of the modules. */
const CLOSED = Object.fromEntries(
  ['new', 'edit', 'delete', 'bulkDelete', 'search'].map((name) => [name, { isAccessible: false, isVisible: false }])
)

/** The actions of a resource: to look, and what its module declares. Whether one may is asked again in each. */
export function actionsOf(declared: OfficeResource): Record<string, object> {
  const isAccessible = (context: ActionContext) => declared.isAllowed(visitorOf(context))
  return {
    ...CLOSED,
    list: {
      isAccessible,
      component: 'Records',
      handler: list,
      showFilter: false,
      custom: { filters: declared.filters ?? {}, pages: declared.pages ?? {} },
    },
    show: { isAccessible, component: 'Record' },
    ...Object.fromEntries(Object.entries(declared.actions ?? {}).map(([name, action]) => [name, ours(declared, name, action)])),
  }
}

async function list(request: ActionRequest, _response: object, context: ActionContext) {
  const resource = context.resource as DeclaredResource
  const { cursor, ...filters } = (request.query ?? {}) as Record<string, string>
  const page = await resource.declared.list(visitorOf(context), { filters, cursor, limit: PAGE })
  const records = page.rows.map((row) => resource.record(row).toJSON(context.currentAdmin))
  return { records, meta: { next: page.next } }
}

function ours(declared: OfficeResource, name: string, action: OfficeAction) {
  const isAccessible = (context: ActionContext) => {
    const row = (context.record?.params ?? null) as Parameters<NonNullable<OfficeAction['isAllowed']>>[1]
    const visitor = visitorOf(context)
    return declared.isAllowed(visitor) && (action.isAllowed?.(visitor, row) ?? true)
  }
  const handler = async (request: ActionRequest, _response: object, context: ActionContext) => {
    if (request.method !== 'post') return shown(context, await choicesOf(action, context))
    const input = allowed(action, request.payload ?? {})
    const run = (id: string) => action.run(visitorOf(context), id, input)
    if (!context.records) await run(context.record ? String(context.record.id()) : '')
    const refusals = context.records ? await refusalsOf(context.records, run) : []
    return { ...shown(context, {}), done: name, refusals }
  }
  return {
    actionType: action.on === 'each' ? ['record', 'bulk'] : [action.on],
    icon: action.icon,
    component: 'Act',
    isAccessible,
    handler,
    custom: {
      inputs: Object.fromEntries(Object.entries(action.inputs ?? {}).map(([key, { kind, isRequired }]) => [key, { kind, isRequired }])),
      isDangerous: action.isDangerous ?? false,
    },
  }
}

/** Does it to each by itself, so that one that is refused keeps back none of the others. */
async function refusalsOf(records: BaseRecord[], run: (id: string) => Promise<unknown>) {
  const refusals: { title: string; detail: string }[] = []
  for (const record of records) {
    try {
      await run(String(record.id()))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refusals.push({ title: String(record.title() ?? record.id()), detail: error.detail })
    }
  }
  return refusals
}

/** Only what is declared is handed on; the action of the module checks the values. */
const allowed = ({ inputs = {} }: OfficeAction, payload: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(inputs).flatMap((name) => (Object.hasOwn(payload, name) ? [[name, payload[name]]] : [])))

async function choicesOf({ inputs = {} }: OfficeAction, context: ActionContext) {
  const asked = Object.entries(inputs).filter(([, { choices }]) => choices)
  return Object.fromEntries(
    await Promise.all(asked.map(async ([name, { choices }]) => [name, await choices!(visitorOf(context))] as const))
  )
}

function shown({ record, records, currentAdmin }: ActionContext, choices: object) {
  return {
    ...(record ? { record: record.toJSON(currentAdmin) } : {}),
    ...(records ? { records: records.map((one) => one.toJSON(currentAdmin)) } : {}),
    choices,
  }
}
