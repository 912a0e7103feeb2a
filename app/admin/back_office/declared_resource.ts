import { BaseProperty, BaseRecord, BaseResource, type ActionContext } from 'adminjs'
import type { OfficeResource, OfficeRow, Visitor } from '#identity'

export const visitorOf = (context: Pick<ActionContext, 'currentAdmin'>) => context.currentAdmin as Visitor

/** What a module declares, as AdminJS wants to see it. It reads only; nothing is ever written by its own means. */
export class DeclaredResource extends BaseResource {
  readonly declared: OfficeResource
  readonly #properties: BaseProperty[]

  constructor(declared: OfficeResource) {
    super(declared)
    this.declared = declared
    const names = Object.keys(declared.fields).filter((name) => name !== 'id')
    this.#properties = [
      new BaseProperty({ path: 'id', isId: true, isSortable: false }),
      ...names.map((path, position) => new BaseProperty({ path, position, isSortable: false })),
    ]
  }

  databaseName() {
    return 'damson'
  }

  id() {
    return this.declared.id
  }

  properties() {
    return this.#properties
  }

  property(path: string) {
    return this.#properties.find((one) => one.path() === path) ?? null
  }

  /** With the declared fields only, whatever the query behind it brings along. */
  record(row: OfficeRow) {
    const shown = this.#properties.map((property) => [property.path(), row[property.path()] ?? null])
    return new BaseRecord(Object.fromEntries(shown), this)
  }

  async findOne(id: string, context: ActionContext) {
    const [row] = await this.declared.some(visitorOf(context), [id])
    return row ? this.record(row) : null
  }

  async findMany(ids: (string | number)[], context: ActionContext) {
    const rows = await this.declared.some(visitorOf(context), ids.map(String))
    return rows.map((row) => this.record(row))
  }
}
