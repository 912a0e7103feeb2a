import type { Actor } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import type { Permission } from '#identity'
import { PurgeAssets } from '../actions/purge_assets.ts'
import { RestoreAssets } from '../actions/restore_assets.ts'
import { TrashAssets } from '../actions/trash_assets.ts'
import type { Asset } from '../models/asset.ts'
import type { OperationKind } from '../models/operation.ts'

type Kind = {
  permission: Permission
  /** Where its assets are before it. */
  from: 'library' | 'trash'
  /** The kind that takes it back, or null. */
  reversedBy: OperationKind | null
  refusal: (asset: Asset) => Error | null
  apply: (trx: Transaction, actor: Actor, assets: Asset[], operationId: string) => Promise<void>
}

const trash = new TrashAssets()
const restore = new RestoreAssets()
const purge = new PurgeAssets()

/** What can be done to many. A new kind of bulk change is a new entry. */
export const KINDS: Record<OperationKind, Kind> = {
  trash: {
    permission: 'assets.delete',
    from: 'library',
    reversedBy: 'restore',
    refusal: (asset) => trash.refusal(asset),
    apply: (trx, actor, assets, id) => trash.handle(trx, actor, assets, id),
  },
  restore: {
    permission: 'assets.delete',
    from: 'trash',
    reversedBy: 'trash',
    refusal: () => null,
    apply: (trx, actor, assets, id) => restore.handle(trx, actor, assets, id),
  },
  purge: {
    permission: 'assets.purge',
    from: 'trash',
    reversedBy: null,
    refusal: () => null,
    apply: (trx, actor, assets, id) => purge.handle(trx, actor, assets, id),
  },
}
