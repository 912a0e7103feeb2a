import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import AssetPolicy from '../../policies/asset_policy.ts'
import { ListAssets } from '../../queries/list_assets.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { toCard } from './asset_card.ts'
import { AssetWords } from './asset_words.ts'
import { buckets, totals } from './library_page.ts'
import { LibraryQuery } from './library_query.ts'

const MOST = 30

/** Cards as they are now, with the counts of the rail: what a page asks for while something is processed. */
export default class CardsController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(AssetPolicy).authorize('list')
    const query = new LibraryQuery(ctx.request.qs(), ctx.activeBrand)
    const words = new AssetWords()
    const ids = String(ctx.request.input('ids') ?? '')
      .split(',')
      .filter(Boolean)
      .slice(0, MOST)
    const assets = await Promise.all(ids.map((id) => new FindAsset().handle(ctx.visitor, id).catch(goneIsNull)))
    const cards = assets.flatMap((asset) => (asset ? toCard(asset, query, words) : []))
    const [counts, { meta }] = await Promise.all([
      buckets(ctx, query, words),
      new ListAssets().handle(ctx.visitor, { ...query.toList(), limit: 1 }),
    ])
    return ctx.view.render('assets/parts/fresh_cards', { cards, query, buckets: counts, ...totals(meta, words) })
  }
}

function goneIsNull(error: unknown) {
  if (error instanceof NotFound) return null
  throw error
}
