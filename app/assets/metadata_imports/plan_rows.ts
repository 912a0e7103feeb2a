import { errors as vineErrors } from '@vinejs/vine'
import type { Visitor } from '#identity'
import { visibleAssets } from '../queries/asset_query.ts'
import { describeAssets } from '../queries/list_assets.ts'
import type { AssetJson } from '../transformers/asset_transformer.ts'
import { updateAssetValidator } from '../validators/edit_validators.ts'
import { writtenColumn, type Key } from './columns.ts'
import type { Planned } from './metadata_import.ts'
import type { TableRow } from './read_table.ts'

export type PlannedRow = { line: number; assetId: string | null; name: string | null; planned: Planned | null; problems: string[] }

const BY: Record<Key, string> = { id: 'assets.id', sha256: 'blobs.sha256', fileName: 'assets.file_name' }

/** What each of these rows would change, and why some would not. */
export async function planRows(visitor: Visitor, key: Key, columns: string[], rows: TableRow[]): Promise<PlannedRow[]> {
  const found = await assetsBy(visitor, key, [...new Set(rows.map((row) => row.key).filter(Boolean))])
  return Promise.all(
    rows.map(async (row): Promise<PlannedRow> => {
      const assets = found.get(row.key) ?? []
      const [asset] = assets
      const problem = placeProblem(visitor, key, row, assets)
      if (problem || !asset) return { line: row.line, assetId: null, name: null, planned: null, problems: [problem!] }
      const { planned, problems } = await plan(asset, columns, row)
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

async function plan(asset: AssetJson, columns: string[], row: TableRow): Promise<{ planned: Planned | null; problems: string[] }> {
  const written = columns.filter((name) => !looksAlike(asset, name, row.cells[name]!))
  if (written.length === 0) return { planned: null, problems: [] }
  try {
    const given = Object.fromEntries(written.map((name) => [name, writtenColumn(name).read(row.cells[name]!)]))
    const values = (await updateAssetValidator().validate(given)) as Record<string, unknown>
    const changes = Object.fromEntries(
      written.map((name) => [name, { before: writtenColumn(name).shown(asset), after: row.cells[name] || null, value: values[name] }])
    )
    return { planned: { revision: asset.revision, changes }, problems: [] }
  } catch (error) {
    if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
    const messages = error.messages as { field: string; message: string }[]
    return { planned: null, problems: messages.map(({ field, message }) => `${field.split('.')[0]}: ${message}.`) }
  }
}

/** Whether a cell says what the card says, however it is written: in lists the order is no difference. */
function looksAlike(asset: AssetJson, name: string, cell: string): boolean {
  const shown = writtenColumn(name).shown(asset)
  if (name === 'tags' || name === 'keywords') return inOrder(String(shown ?? '')) === inOrder(cell)
  return String(shown ?? '') === cell
}

const inOrder = (listed: string) =>
  listed
    .split(';')
    .map((word) => word.trim())
    .filter(Boolean)
    .sort()
    .join(';')
