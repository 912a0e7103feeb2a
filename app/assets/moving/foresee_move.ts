import { Forbidden, NotFound } from '#core/http/index'
import { setImmediate as turn } from 'node:timers/promises'
import type { Visitor } from '#identity'
import type { Selection } from '../operations/start_operation.ts'
import { prepared, termsIn, visibleAssets } from '../queries/asset_query.ts'
import { matching } from '../search/matching.ts'
import { allBelongings, type LeftBehind } from './belongings.ts'

/** Of more than this the answer is that of the newest. */
const LOOKED_AT = 10_000
const CHUNK = 400

/** What a move would do, before anything moves. */
export type ForeseenMove = {
  brandId: string
  /** How many assets were looked at, of which `isSample` says whether there are more. */
  assets: number
  isSample: boolean
  /** How many would move, and why the others would stay. */
  moving: number
  staying: { reason: string; assets: number }[]
  /** What they would leave behind, by kind; what nobody would lose is left out. */
  leaving: Record<string, LeftBehind>
}

type Row = { id: string; brandId: string }

/** Refuses a brand that this visitor may not add to; one that they may not even see does not exist. */
export function requireDestination(visitor: Visitor, brandId: string) {
  if (visitor.can('assets.create', brandId)) return
  if (!visitor.canSomewhere('assets.create')) throw new Forbidden('add assets to any brand')
  if (visitor.can('assets.view', brandId)) throw new Forbidden('add assets to this brand')
  throw new NotFound('brand')
}

export class ForeseeMove {
  async handle(visitor: Visitor, selection: Selection, brandId: string): Promise<ForeseenMove> {
    requireDestination(visitor, brandId)
    const rows = await selected(visitor, selection)
    const looked = rows.slice(0, LOOKED_AT)
    const here = looked.filter((row) => row.brandId === brandId)
    const locked = looked.filter((row) => row.brandId !== brandId && !visitor.can('assets.delete', row.brandId))
    const moving = looked.filter((row) => row.brandId !== brandId && visitor.can('assets.delete', row.brandId)).map(({ id }) => id)
    const leaving: Record<string, LeftBehind> = {}
    for (let at = 0; at < moving.length; at += CHUNK) {
      const some = moving.slice(at, at + CHUNK)
      for (const { name, foresee } of allBelongings()) {
        const { assets, names } = await foresee(some, { brandId, visitor })
        const before = leaving[name] ?? { assets: 0, names: [] }
        leaving[name] = { assets: before.assets + assets, names: [...new Set([...before.names, ...names])].slice(0, 50) }
      }
      await turn()
    }
    return {
      brandId,
      assets: looked.length,
      isSample: rows.length > LOOKED_AT,
      moving: moving.length,
      staying: [
        { reason: 'They belong to this brand already.', assets: here.length },
        { reason: 'Your role does not allow to take them from their brand.', assets: locked.length },
      ].filter(({ assets }) => assets > 0),
      leaving: Object.fromEntries(Object.entries(leaving).filter(([, { assets }]) => assets > 0)),
    }
  }
}

async function selected(visitor: Visitor, selection: Selection): Promise<Row[]> {
  if ('query' in selection) {
    const filters = await prepared(visitor, selection.query)
    const query = visibleAssets(visitor, filters)
    const terms = termsIn(filters)
    if (!terms.isEmpty) matching(query, terms)
    return (await query
      .select({ id: 'assets.id', brandId: 'assets.brand_id' })
      .orderBy('assets.id', 'desc')
      .limit(LOOKED_AT + 1)) as unknown as Row[]
  }
  const ids = 'ids' in selection ? [...new Set(selection.ids)] : []
  const found: Row[] = []
  for (let at = 0; at < ids.length; at += CHUNK) {
    const rows = await visibleAssets(visitor)
      .whereIn('assets.id', ids.slice(at, at + CHUNK))
      .select({ id: 'assets.id', brandId: 'assets.brand_id' })
    found.push(...(rows as unknown as Row[]))
  }
  return found
}
