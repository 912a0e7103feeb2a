import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import { EditAssets, type Done, type Edited } from '../actions/edit_assets.ts'
import type { Asset } from '../models/asset.ts'
import type { Running } from '../operations/kinds.ts'
import type { Planned } from './metadata_import.ts'

/** The rows that are to be done, as items of the operation. */
export const plannedItems = (importId: string) =>
  db.from('metadata_import_rows').where('import_id', importId).whereNotNull('planned').whereNotNull('asset_id')

const FIELD = 'fields.'

/** As an edit takes it: custom fields together. */
function valuesOf({ changes }: Planned): Record<string, unknown> {
  const entries = Object.entries(changes).map(([name, { value }]) => [name, value] as const)
  const fields = entries.flatMap(([name, value]) => (name.startsWith(FIELD) ? [[name.slice(FIELD.length), value] as const] : []))
  const columns = entries.filter(([name]) => !name.startsWith(FIELD))
  return { ...Object.fromEntries(columns), ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}) }
}

const CHANGED_SINCE = 'It was changed after the table was checked. Check the table again.'

/** What each row of a batch says, done to its asset; an asset that was changed since it was checked stays as it is. */
export async function writePlanned(trx: Transaction, actor: Actor, assets: Asset[], { id, visitor, undo }: Running): Promise<Edited> {
  const edit = new EditAssets()
  const done = new Map<string, Done>()
  const refusals = new Map<string, string>()
  const planned = assets.map((asset) => ({ asset, ...(JSON.parse(undo.get(asset.id)!) as Planned) }))
  for (const { asset, revision } of planned) if (asset.revision !== revision) refusals.set(asset.id, CHANGED_SINCE)
  const fresh = planned.filter(({ asset }) => !refusals.has(asset.id))
  // Rows that say the same are written together.
  for (const alike of Map.groupBy(fresh, (one) => JSON.stringify(valuesOf(one))).values()) {
    const written = await edit.handle(
      trx,
      { actor, visitor },
      alike.map(({ asset }) => asset),
      { set: valuesOf(alike[0]!) },
      id
    )
    for (const [assetId, what] of written.done) done.set(assetId, what)
    for (const [assetId, why] of written.refusals) refusals.set(assetId, why)
  }
  return { done, refusals }
}
