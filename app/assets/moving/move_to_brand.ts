import { recordActivities } from '#core/activity/index'
import type { Transaction } from '#core/database/index'
import { Brand, type Visitor } from '#identity'
import { knownFields } from '#taxonomy'
import { adjustCounts } from '../counts.ts'
import { keepMissing } from '../fields/missing.ts'
import { valuesOf } from '../fields/values.ts'
import { tellFollowers } from '../followers.ts'
import type { Asset } from '../models/asset.ts'
import { indexAssets } from '../search/search_documents.ts'
import { allBelongings } from './belongings.ts'

/** What it takes to move an asset back: where it was, and what it left there. */
type WayBack = { brandId: string; left: Record<string, unknown> }

export type Moved = { wayBack: Map<string, string>; refusals: Map<string, string> }

/**
 * Moves assets to another brand (S1-86). What ties them to things of the old one stays behind; tags become those of the
 * new brand by their words, and values of fields that it has, too, stay as they are.
 */
export class MoveToBrand {
  async handle(trx: Transaction, visitor: Visitor, assets: Asset[], brandId: string, cause: string): Promise<Moved> {
    if (!visitor.can('assets.create', brandId)) return refused(assets, 'You may no longer add to the brand it is to go to.')
    const here = assets.filter((asset) => asset.brandId === brandId)
    const { refusals } = refused(here, 'It belongs to this brand already.')
    const wayBack = await this.#move(
      trx,
      visitor,
      assets.filter((asset) => asset.brandId !== brandId),
      brandId,
      cause
    )
    return { wayBack, refusals }
  }

  /** Moves each back to where it was, and gives it what it left there, as far as that is still there. */
  async takeBack(trx: Transaction, visitor: Visitor, assets: Asset[], wayBack: Map<string, string>, cause: string): Promise<Moved> {
    const ways = new Map([...wayBack].map(([id, json]) => [id, JSON.parse(json) as WayBack]))
    const all: Moved = { wayBack: new Map(), refusals: new Map() }
    for (const [brandId, some] of Map.groupBy(assets, ({ id }) => ways.get(id)?.brandId ?? '')) {
      const { wayBack: back, refusals } =
        brandId && visitor.can('assets.create', brandId)
          ? { wayBack: await this.#move(trx, visitor, some, brandId, cause, ways), refusals: new Map<string, string>() }
          : refused(some, 'You may no longer add to the brand it came from.')
      for (const [id, way] of back) all.wayBack.set(id, way)
      for (const [id, reason] of refusals) all.refusals.set(id, reason)
    }
    return all
  }

  async #move(
    trx: Transaction,
    visitor: Visitor,
    assets: Asset[],
    brandId: string,
    cause: string,
    ways = new Map<string, WayBack>()
  ): Promise<Map<string, string>> {
    if (assets.length === 0) return new Map()
    const ids = assets.map(({ id }) => id)
    const from = new Map(assets.map((asset) => [asset.id, asset.brandId]))
    const to = { brandId, visitor }
    await tellFollowers(trx, ids, 'trashed')
    const left = new Map<string, Record<string, unknown>>(ids.map((id) => [id, {}]))
    for (const belonging of allBelongings()) {
      for (const [id, had] of await belonging.leave(trx, ids, to)) left.get(id)![belonging.name] = had
    }
    await adjustCounts(
      trx,
      assets.flatMap((asset) => [
        { asset: counted(asset, asset.brandId), by: -1 },
        { asset: counted(asset, brandId), by: 1 },
      ])
    )
    const now = Date.now()
    for (const asset of assets) {
      const revision = asset.revision + 1
      asset.merge({
        brandId,
        folderId: null,
        revision,
        fieldRevisions: { ...asset.fieldRevisions, brandId: revision },
        updatedAt: now,
      })
      await asset.useTransaction(trx).save()
    }
    for (const belonging of allBelongings()) {
      const had = [...ways].flatMap(([id, way]) =>
        from.has(id) && way.left[belonging.name] ? [[id, way.left[belonging.name]] as const] : []
      )
      if (had.length > 0) await belonging.giveBack(trx, new Map(had))
    }
    await tellFollowers(trx, ids, 'restored')
    const fields = await knownFields(trx)
    await keepMissing(trx, fields, assets, await valuesOf(ids, fields, trx))
    await indexAssets(trx, assets)
    await this.#record(trx, visitor, assets, from, cause)
    return new Map(ids.map((id) => [id, JSON.stringify({ brandId: from.get(id)!, left: left.get(id)! } satisfies WayBack)]))
  }

  async #record(trx: Transaction, visitor: Visitor, assets: Asset[], from: Map<string, string>, cause: string) {
    const ids = [...new Set([...from.values(), ...assets.map(({ brandId }) => brandId)])]
    const brands = await Brand.query({ client: trx }).whereIn('id', ids).select('id', 'name')
    const named = new Map(brands.map(({ id, name }) => [id, name]))
    await recordActivities(
      trx,
      visitor.actor,
      assets.map((asset) => ({
        action: 'asset.moved',
        subjectType: 'asset',
        subjectId: asset.id,
        brandId: asset.brandId,
        cause,
        before: { brand: named.get(from.get(asset.id)!) ?? null },
        after: { brand: named.get(asset.brandId) ?? null },
      }))
    )
  }
}

const counted = ({ type, isTrashed }: Asset, brandId: string) => ({ brandId, type, isTrashed: Boolean(isTrashed) })

const refused = (assets: Asset[], reason: string): Moved => ({
  wayBack: new Map(),
  refusals: new Map(assets.map(({ id }) => [id, reason])),
})
