import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { ChangedMeanwhile } from '../errors.ts'
import { Asset, nameKey } from '../models/asset.ts'
import { indexAsset } from '../search/search_documents.ts'

/** The fields of a card that people write. */
export type Editable = {
  name: string
  title: string | null
  description: string | null
  altText: string | null
  copyright: string | null
  sourceUrl: string | null
  keywords: string[]
}

export type Changes = Partial<Editable>

/** Changes what people write on a card. Only a field that somebody else changed since `ifRevision` is a conflict. */
export class UpdateAsset {
  async handle(visitor: Visitor, assetId: string, changes: Changes, ifRevision: number | null = null): Promise<Asset> {
    return inRepeatableTransaction((trx) => this.#change(trx, visitor, assetId, changes, ifRevision))
  }

  async #change(trx: Transaction, visitor: Visitor, assetId: string, changes: Changes, ifRevision: number | null) {
    // Who writes it first holds the row: MySQL would let two read the same revision before either writes.
    await trx
      .from('assets')
      .where('id', assetId)
      .update({ revision: trx.raw('revision') })
    const asset = await Asset.query({ client: trx }).where('id', assetId).where('isTrashed', false).first()
    if (!asset) throw new NotFound('asset')
    const changed = (Object.keys(changes) as (keyof Editable)[]).filter((field) => !same(asset[field], changes[field]))
    const conflicts = ifRevision === null ? [] : changed.filter((field) => (asset.fieldRevisions[field] ?? 1) > ifRevision)
    if (conflicts.length > 0) throw new ChangedMeanwhile(conflicts)
    if (changed.length === 0) return asset

    const before = Object.fromEntries(changed.map((field) => [field, asset[field]]))
    const after = Object.fromEntries(changed.map((field) => [field, changes[field]]))
    const seen = asset.revision
    asset.merge({
      ...after,
      ...(changes.name ? { nameKey: nameKey(changes.name) } : {}),
      revision: seen + 1,
      fieldRevisions: { ...asset.fieldRevisions, ...Object.fromEntries(changed.map((field) => [field, seen + 1])) },
      updatedAt: Date.now(),
    })
    await asset.useTransaction(trx).save()
    await indexAsset(trx, asset)
    await recordActivity(trx, visitor.actor, {
      action: 'asset.updated',
      subjectType: 'asset',
      subjectId: asset.id,
      brandId: asset.brandId,
      before,
      after,
    })
    return asset
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
