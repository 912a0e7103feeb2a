import type db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import type { Permission, Visitor } from '#identity'
import { EditAssets, type BulkChanges, type Done, type Edited } from '../actions/edit_assets.ts'
import { PurgeAssets } from '../actions/purge_assets.ts'
import { RestoreAssets } from '../actions/restore_assets.ts'
import { TrashAssets } from '../actions/trash_assets.ts'
import { plannedItems, writePlanned } from '../metadata_imports/write_planned.ts'
import type { Asset } from '../models/asset.ts'
import type { Operation, OperationKind } from '../models/operation.ts'

export type Kind = {
  permission: Permission
  /** Where its assets are before it. */
  from: 'library' | 'trash'
  /** The kind that takes it back, or null. */
  reversedBy: OperationKind | null
  refusal: (asset: Asset) => Error | null
  /** Its assets, where its input names them: rows with `asset_id`, `asset_name` and, in `planned`, what is to be done to each. */
  items?: (input: string) => ReturnType<typeof db.from>
  /** May answer which assets were left as they are, and why. */
  apply: (trx: Transaction, actor: Actor, assets: Asset[], operation: Running) => Promise<Map<string, string> | void>
}

export type Running = Pick<Operation, 'id' | 'input'> & {
  /** Who began it, with the rights they have now. */
  visitor: Visitor | null
  /**
   * What is needed to take it back, by asset: in a reversal what the reversed operation left there, and to be
   * replaced by what this one did.
   */
  undo: Map<string, string>
}

const trash = new TrashAssets()
const restore = new RestoreAssets()
const purge = new PurgeAssets()
const edit = new EditAssets()

/** What can be done to many. A new kind of bulk change is a new entry. */
const KINDS: Record<OperationKind, Kind> = {
  trash: {
    permission: 'assets.delete',
    from: 'library',
    reversedBy: 'restore',
    refusal: (asset) => trash.refusal(asset),
    apply: (trx, actor, assets, { id }) => trash.handle(trx, actor, assets, id),
  },
  restore: {
    permission: 'assets.delete',
    from: 'trash',
    reversedBy: 'trash',
    refusal: () => null,
    apply: (trx, actor, assets, { id }) => restore.handle(trx, actor, assets, id),
  },
  purge: {
    permission: 'assets.purge',
    from: 'trash',
    reversedBy: null,
    refusal: () => null,
    apply: (trx, actor, assets, { id }) => purge.handle(trx, actor, assets, id),
  },
  edit: {
    permission: 'assets.edit',
    from: 'library',
    reversedBy: 'takeBackEdit',
    refusal: () => null,
    apply: async (trx, actor, assets, running) => {
      const author = { actor, visitor: running.visitor }
      return noted(running, await edit.handle(trx, author, assets, JSON.parse(running.input!) as BulkChanges, running.id))
    },
  },
  importMetadata: {
    permission: 'assets.edit',
    from: 'library',
    reversedBy: 'takeBackEdit',
    refusal: () => null,
    items: plannedItems,
    apply: async (trx, actor, assets, running) => noted(running, await writePlanned(trx, actor, assets, running)),
  },
  takeBackEdit: {
    permission: 'assets.edit',
    from: 'library',
    reversedBy: 'takeBackEdit',
    refusal: () => null,
    apply: async (trx, actor, assets, running) => {
      const done = new Map([...running.undo].map(([id, json]) => [id, JSON.parse(json) as Done]))
      return noted(running, await edit.takeBack(trx, { actor, visitor: running.visitor }, assets, done, running.id))
    },
  },
}

/** Writes down how it is taken back, and answers what was left as it is. */
function noted({ undo }: Running, { done, refusals }: Edited): Map<string, string> {
  undo.clear()
  for (const [id, changes] of done) undo.set(id, JSON.stringify(changes))
  return refusals
}

/** For higher modules, which start operations of their kinds themselves. */
export const addOperationKind = (name: OperationKind, kind: Kind) => void (KINDS[name] = kind)

export function kindOf(name: OperationKind): Kind {
  const kind = KINDS[name]
  if (!kind) throw new Error(`There is no operation of the kind "${name}".`)
  return kind
}
