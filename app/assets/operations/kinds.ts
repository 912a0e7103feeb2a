import type db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import type { Permission, Visitor } from '#identity'
import { EditAssets, type BulkChanges, type Done, type Edited } from '../actions/edit_assets.ts'
import { PurgeAssets } from '../actions/purge_assets.ts'
import { RestoreAssets } from '../actions/restore_assets.ts'
import { TrashAssets } from '../actions/trash_assets.ts'
import { plannedItems, writePlanned } from '../metadata_imports/write_planned.ts'
import { applyTemplate, type AppliedTemplate } from '../templates/apply_template.ts'
import type { Asset } from '../models/asset.ts'
import { MoveToBrand, type Moved } from '../moving/move_to_brand.ts'
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
const move = new MoveToBrand()

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
      const { template, ...changes } = JSON.parse(running.input!) as BulkChanges & { template?: AppliedTemplate }
      if (template) return noted(running, await applyTemplate(trx, author, assets, template, running.id))
      return noted(running, await edit.handle(trx, author, assets, changes, running.id))
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
  moveToBrand: {
    // To take an asset from its brand is to those of the brand as if it were deleted.
    permission: 'assets.delete',
    from: 'library',
    reversedBy: 'takeBackMove',
    refusal: () => null,
    apply: async (trx, _actor, assets, running) => {
      const { brandId } = JSON.parse(running.input!) as { brandId: string }
      return movedBack(running, await move.handle(trx, running.visitor!, assets, brandId, running.id))
    },
  },
  takeBackMove: {
    permission: 'assets.delete',
    from: 'library',
    reversedBy: 'takeBackMove',
    refusal: () => null,
    apply: async (trx, _actor, assets, running) =>
      movedBack(running, await move.takeBack(trx, running.visitor!, assets, running.undo, running.id)),
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

/** Writes down the way back of those that moved, and answers why others did not. */
function movedBack({ undo }: Running, { wayBack, refusals }: Moved): Map<string, string> {
  undo.clear()
  for (const [id, way] of wayBack) undo.set(id, way)
  return refusals
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
