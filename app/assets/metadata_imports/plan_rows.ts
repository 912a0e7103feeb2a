import { errors as vineErrors } from '@vinejs/vine'
import type { Visitor } from '#identity'
import { Problem } from '#core/http/index'
import type { Field } from '#taxonomy'
import { fieldsWritten } from '../exports/field_columns.ts'
import { readGiven } from '../fields/read_given.ts'
import { visibleAssets } from '../queries/asset_query.ts'
import { describeAssets } from '../queries/list_assets.ts'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import { updateAssetValidator } from '../validators/edit_validators.ts'
import { writtenColumn, type Key } from './columns.ts'
import type { Planned } from './metadata_import.ts'
import type { Table, TableRow } from './read_table.ts'

export type PlannedRow = { line: number; assetId: string | null; name: string | null; planned: Planned | null; problems: string[] }

const BY: Record<Key, string> = { id: 'assets.id', sha256: 'blobs.sha256', fileName: 'assets.file_name' }

/** What each of these rows would change, and why some would not. */
export async function planRows(
  visitor: Visitor,
  { key, columns }: Pick<Table, 'key' | 'columns'>,
  fields: Map<string, Field>,
  rows: TableRow[]
) {
  const found = await assetsBy(visitor, key, [...new Set(rows.map((row) => row.key).filter(Boolean))])
  const card = new Card(visitor, columns, fields, await fieldsWritten([...found.values()].flat(), fields))
  return Promise.all(
    rows.map(async (row): Promise<PlannedRow> => {
      const assets = found.get(row.key) ?? []
      const [asset] = assets
      const problem = placeProblem(visitor, key, row, assets)
      if (problem || !asset) return { line: row.line, assetId: null, name: null, planned: null, problems: [problem!] }
      const { planned, problems } = await card.plan(asset, row)
      return { line: row.line, assetId: asset.id, name: asset.name, planned, problems }
    })
  )
}

function placeProblem(visitor: Visitor, key: Key, row: TableRow, assets: AssetJson[]): string | null {
  if (!row.key) return `The column "${key}" is empty.`
  if (assets.length === 0) return `There is no asset with the ${key} "${row.key}", or you may not see it.`
  if (assets.length > 1) return `There are ${assets.length} assets with the ${key} "${row.key}". Name them by their id.`
  return visitor.can('assets.edit', assets[0]!.brandId) ? null : 'Your role does not allow editing it.'
}

async function assetsBy(visitor: Visitor, key: Key, values: string[]): Promise<Map<string, AssetJson[]>> {
  if (values.length === 0) return new Map()
  const query = visibleAssets(visitor).whereIn(BY[key], values)
  if (key === 'sha256') query.join('blobs', 'blobs.id', 'assets.blob_id')
  const rows = (await query.select('assets.id')) as { id: string }[]
  const assets = await describeAssets(
    visitor,
    rows.map(({ id }) => id)
  )
  return Map.groupBy(assets, (asset) => String(asset[key]))
}

/** What rows say, compared with the cards they are about. */
class Card {
  constructor(
    private visitor: Visitor,
    private columns: string[],
    private fields: Map<string, Field>,
    private written: Awaited<ReturnType<typeof fieldsWritten>>
  ) {}

  async plan(asset: AssetJson, row: TableRow): Promise<{ planned: Planned | null; problems: string[] }> {
    const changed = this.columns.filter((name) => !looksAlike(name, this.#shown(asset, name), row.cells[name]!))
    if (changed.length === 0) return { planned: null, problems: [] }
    try {
      const values = { ...(await this.#ofCard(changed, row)), ...(await this.#ofFields(asset, changed, row)) }
      const changes = changed.map((name) => [
        name,
        { before: this.#shown(asset, name), after: row.cells[name] || null, value: values[name] },
      ])
      return { planned: { revision: asset.revision, changes: Object.fromEntries(changes) as Planned['changes'] }, problems: [] }
    } catch (error) {
      return { planned: null, problems: problemsIn(error) }
    }
  }

  #shown(asset: AssetJson, name: string) {
    return this.fields.has(name) ? this.written(asset, name) : writtenColumn(name).shown(asset)
  }

  async #ofCard(changed: string[], row: TableRow): Promise<Record<string, unknown>> {
    const names = changed.filter((name) => !this.fields.has(name))
    if (names.length === 0) return {}
    const given = Object.fromEntries(names.map((name) => [name, writtenColumn(name).read(row.cells[name]!)]))
    return (await updateAssetValidator().validate(given)) as Record<string, unknown>
  }

  async #ofFields(asset: AssetJson, changed: string[], row: TableRow): Promise<Record<string, unknown>> {
    const named = changed.flatMap((name) => this.fields.get(name) ?? [])
    if (named.length === 0) return {}
    const text = (field: Field) => row.cells[`fields.${field.key}`]!
    const value = Object.fromEntries(
      named.map((field) => [field.key, field.kind === 'choices' ? listIn(text(field)) : text(field) || null])
    )
    const wanted = await readGiven([...this.fields.values()], { visitor: this.visitor }, asset, { mode: 'set', value })
    return Object.fromEntries(wanted.map((one) => [`fields.${one.field.key}`, one.value]))
  }
}

function problemsIn(error: unknown): string[] {
  if (error instanceof Problem) return error.errors?.length ? error.errors.map(({ message }) => message) : [error.detail]
  if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
  return (error.messages as { field: string; message: string }[]).map(({ field, message }) => `${field.split('.')[0]}: ${message}.`)
}

/** Whether a cell says what the card says, however it is written: in lists the order is no difference. */
function looksAlike(name: string, shown: string | number | null, cell: string): boolean {
  if (name === 'tags' || name === 'keywords') return inOrder(String(shown ?? '')) === inOrder(cell)
  return String(shown ?? '') === cell
}

const listIn = (listed: string) =>
  listed
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean)

const inOrder = (listed: string) => listIn(listed).sort().join(';')
