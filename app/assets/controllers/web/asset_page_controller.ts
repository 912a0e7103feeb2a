import type { HttpContext } from '@adonisjs/core/http'
import { fieldFacts } from '../../fields/field_groups.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { PANEL_TABS, toDetails } from './asset_details.ts'
import { AssetWords } from './asset_words.ts'
import { infoForm } from './info_form.ts'
import { drawnParts } from './library_parts.ts'
import { libraryPage } from './library_page.ts'
import { LibraryQuery } from './library_query.ts'

/** The library with the details of one asset beside the grid. */
export default class AssetPageController {
  async show(ctx: HttpContext) {
    const asset = await new FindAsset().handle(ctx.visitor, ctx.params.id as string)
    await ctx.bouncer.with(AssetPolicy).authorize('view', asset)
    const query = new LibraryQuery(asset.trashedAt ? { ...ctx.request.qs(), bucket: 'trash' } : ctx.request.qs(), ctx.activeBrand)
    const tab = PANEL_TABS.find((one) => one === ctx.request.input('tab')) ?? 'details'
    const words = new AssetWords()
    const state = {
      detailParts: await drawnParts('details', ctx, query, asset),
      details: toDetails(asset, query, words, tab, await fieldFacts(ctx.visitor, asset, words)),
      info: tab === 'info' ? await infoForm(ctx.visitor, asset, words) : [],
      canEdit: ctx.visitor.can('assets.edit', asset.brandId),
      canDelete: ctx.visitor.can('assets.delete', asset.brandId),
      canPurge: ctx.visitor.can('assets.purge', asset.brandId),
    }
    if (ctx.request.header('x-fragment') === 'panel') return ctx.view.render('assets/parts/panel', state)
    return ctx.view.render('assets/library', { ...(await libraryPage(ctx, query)), ...state })
  }
}
