import type { Visitor } from '../visitor.ts'

/** What a field holds. A `page` is the address of a page of our own. */
type OfficeFieldKind = 'text' | 'code' | 'moment' | 'state' | 'page'

export type OfficeField = {
  kind?: OfficeFieldKind
  /** In the list; every field is shown on the page of its record. */
  inList?: boolean
}

export type OfficeFilter = { kind: 'text' | 'day' } | { kind: 'choice'; choices: readonly string[] }

/** Values for the fields that are declared; what is not declared never leaves the server. */
export type OfficeRow = { id: string } & Record<string, string | number | null>

export type OfficeAsk = { filters: Record<string, string>; limit: number; cursor?: string }
export type OfficePage = { rows: OfficeRow[]; next: string | null }

export type OfficeInput = {
  kind: 'text' | 'lines' | 'choice'
  isRequired?: boolean
  choices?: (visitor: Visitor) => Promise<OfficeChoice[]>
}
export type OfficeChoice = { value: string; label: string }

export type OfficeAction = {
  /** `each`: to one record, or to every one that is ticked. `resource`: to none, such as making one. */
  on: 'record' | 'each' | 'resource'
  icon: string
  isDangerous?: boolean
  inputs?: Record<string, OfficeInput>
  /** Beyond being let in to the resource. */
  isAllowed?: (visitor: Visitor, row: OfficeRow | null) => boolean
  /** By way of an action of the module, so that it leaves an activity. Refuses by throwing. */
  run: (visitor: Visitor, id: string, input: Record<string, unknown>) => Promise<unknown>
}

/** A kind of thing that the back office shows: declared in the `admin.ts` of its module. */
export type OfficeResource = {
  id: string
  icon: string
  isAllowed: (visitor: Visitor) => boolean
  fields: Record<string, OfficeField>
  /** The field that names a record. */
  title: string
  filters?: Record<string, OfficeFilter>
  list: (visitor: Visitor, ask: OfficeAsk) => Promise<OfficePage>
  /** These, as far as they are there and for this visitor. */
  some: (visitor: Visitor, ids: string[]) => Promise<OfficeRow[]>
  actions?: Record<string, OfficeAction>
  /** Pages of our own that belong beside the list, by the word for them. */
  pages?: Record<string, string>
}

/** A page out of rows of which one more was read than is shown. */
export function firstPage(rows: OfficeRow[], limit: number): OfficePage {
  const shown = rows.slice(0, limit)
  return { rows: shown, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null }
}

export const momentOf = (moment: number | null): string | null => (moment === null ? null : new Date(Number(moment)).toISOString())
