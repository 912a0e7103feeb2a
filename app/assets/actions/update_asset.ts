import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, type Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { ChangedMeanwhile } from '../errors.ts'
import { nameKey } from '#core/support/name_key'
import { Asset } from '../models/asset.ts'
import type { PropertyChange } from '../properties/property.ts'
import { splitProperties, writeProperties } from '../properties/properties.ts'
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
  /** 1 to 5. */
  rating: number | null
  /** Epoch milliseconds. */
  expiresAt: number | null
  licence: string | null
  usageTerms: string | null
  territory: string | null
  channels: string | null
  usageFrom: number | null
  usageUntil: number | null
  creditLine: string | null
}

/** Columns of the card, and properties kept outside it. */
export type Changes = Partial<Editable> & Record<string, unknown>

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
    const { columns, properties } = splitProperties(changes)
    const written = (Object.keys(columns) as (keyof Editable)[])
      .filter((field) => !same(asset[field], columns[field]))
      .map((field) => ({ name: field as string, before: asset[field], after: columns[field] }))
    const after = Object.fromEntries(written.map((change) => [change.name, change.after]))
    const changed: PropertyChange[] = [...written, ...(await writeProperties(trx, visitor, asset, properties))]
    const conflicts = ifRevision === null ? [] : changed.filter(({ name }) => (asset.fieldRevisions[name] ?? 1) > ifRevision)
    // Thrown inside the transaction, so that what was written of the properties is taken back.
    if (conflicts.length > 0) throw new ChangedMeanwhile(conflicts.map(({ name }) => name))
    if (changed.length === 0) return asset

    const seen = asset.revision
    asset.merge({
      ...after,
      ...(changes.name ? { nameKey: nameKey(changes.name) } : {}),
      revision: seen + 1,
      fieldRevisions: { ...asset.fieldRevisions, ...Object.fromEntries(changed.map(({ name }) => [name, seen + 1])) },
      updatedAt: Date.now(),
    })
    await asset.useTransaction(trx).save()
    await indexAsset(trx, asset)
    await recordActivity(trx, visitor.actor, {
      action: 'asset.updated',
      subjectType: 'asset',
      subjectId: asset.id,
      brandId: asset.brandId,
      before: Object.fromEntries(changed.map(({ name, before, told }) => [name, told ? told.before : before])),
      after: Object.fromEntries(changed.map(({ name, after: now, told }) => [name, told ? told.after : now])),
    })
    return asset
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
