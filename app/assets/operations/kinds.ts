import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import type { Permission } from '#identity'
import { PurgeAssets } from '../actions/purge_assets.ts'
import { RestoreAssets } from '../actions/restore_assets.ts'
import { TrashAssets } from '../actions/trash_assets.ts'
import type { Asset } from '../models/asset.ts'
import type { Operation, OperationKind } from '../models/operation.ts'

export type Kind = {
  permission: Permission
  /** Where its assets are before it. */
  from: 'library' | 'trash'
  /** The kind that takes it back, or null. */
  reversedBy: OperationKind | null
  refusal: (asset: Asset) => Error | null
  /** May answer which assets were left as they are, and why. */
  apply: (
    trx: Transaction,
    actor: Actor,
    assets: Asset[],
    operation: Pick<Operation, 'id' | 'input'>
  ) => Promise<Map<string, string> | void>
}

const trash = new TrashAssets()
const restore = new RestoreAssets()
const purge = new PurgeAssets()

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
}

/** For higher modules, which start operations of their kinds themselves. */
export const addOperationKind = (name: OperationKind, kind: Kind) => void (KINDS[name] = kind)

export function kindOf(name: OperationKind): Kind {
  const kind = KINDS[name]
  if (!kind) throw new Error(`There is no operation of the kind "${name}".`)
  return kind
}
