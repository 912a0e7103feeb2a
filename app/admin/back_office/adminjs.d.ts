/*
 * As much of AdminJS as is used here. Its own types bring those of React along, and with them a world of pages that
 * a server does not live in.
 */
export type ActionRequest = {
  params: { resourceId: string; recordId?: string; action: string }
  query?: Record<string, string>
  payload?: Record<string, unknown>
  method: 'get' | 'post'
}
export type RecordJson = Record<string, unknown>
export type ActionContext = { resource: BaseResource; record?: BaseRecord; records?: BaseRecord[]; currentAdmin?: unknown }

export class BaseProperty {
  constructor(given: { path: string; isId?: boolean; isSortable?: boolean; position?: number })
  path(): string
}

export class BaseRecord {
  constructor(params: object, resource: BaseResource)
  params: Record<string, unknown>
  id(): string
  title(): string
  toJSON(currentAdmin?: unknown): RecordJson
}

export class BaseResource {
  constructor(resource?: unknown)
}

export class AdminJS {
  static VERSION: string
  constructor(options: object)
}

export class ApiController {
  constructor(given: { admin: AdminJS }, currentAdmin: unknown)
  resourceAction(request: ActionRequest, response: object): Promise<unknown>
  recordAction(request: ActionRequest, response: object): Promise<unknown>
  bulkAction(request: ActionRequest, response: object): Promise<unknown>
}
