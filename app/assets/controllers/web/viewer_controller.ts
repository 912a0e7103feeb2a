import type { HttpContext } from '@adonisjs/core/http'
import { fieldFacts } from '../../fields/field_groups.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { FindPlace } from '../../queries/find_place.ts'
import { toCard } from './asset_card.ts'
import { PANEL_TABS, toDetails } from './asset_details.ts'
import { AssetWords } from './asset_words.ts'
import { infoForm } from './info_form.ts'
import { drawnParts } from './library_parts.ts'
import { LibraryQuery } from './library_query.ts'

/** One asset on the dark stage (C15), with its neighbours in the list that it was opened from. */
export default class ViewerController {
  async show(ctx: HttpContext) {
    const asset = await new FindAsset().handle(ctx.visitor, ctx.params.id as string)
    await ctx.bouncer.with(AssetPolicy).authorize('view', asset)
    const query = new LibraryQuery(asset.trashedAt ? { ...ctx.request.qs(), bucket: 'trash' } : ctx.request.qs(), ctx.activeBrand)
    const words = new AssetWords()
    const tab = PANEL_TABS.find((one) => one === ctx.request.input('tab')) ?? 'details'
    const asFragment = ctx.request.header('x-fragment') === 'viewer'
    // A page that holds the grid knows the neighbours already.
    const isKnown = asFragment && ctx.request.header('x-neighbours') === 'known'
    const place = isKnown ? null : await new FindPlace().handle(ctx.visitor, asset.id, query.toList())
    const pageNumber = Math.min(Math.max(Math.trunc(Number(ctx.request.input('page'))) || 1, 1), asset.pageCount ?? 1)
    return ctx.view.render(asFragment ? 'assets/parts/viewer' : 'assets/viewer', {
      detailParts: await drawnParts('details', ctx, query, asset),
      details: toDetails(asset, query, words, tab, await fieldFacts(ctx.visitor, asset, words)),
      info: tab === 'info' ? await infoForm(ctx.visitor, asset, words) : [],
      place,
      position:
        place &&
        words.t('position', {
          at: words.count(place.position, place.positionIsCapped),
          total: words.count(place.total, place.totalIsCapped),
        }),
      strip: place?.around.map((one) => toCard(one, query, words)) ?? [],
      query,
      pageNumber,
      canEdit: ctx.visitor.can('assets.edit', asset.brandId),
      canDelete: ctx.visitor.can('assets.delete', asset.brandId),
      canPurge: ctx.visitor.can('assets.purge', asset.brandId),
    })
  }
}
