import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import { UpdateAsset } from '../../actions/update_asset.ts'
import { revisionOf } from '../../etag.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindAsset } from '../../queries/find_asset.ts'
import { updateAssetValidator } from '../../validators/edit_validators.ts'
import { categoryChoice, idsFrom } from './category_choice.ts'

/** The page on which an asset is put into categories (S4-29): ticked in the trees of its catalogues, by a form alone. */
export default class AssetCategoriesController {
  async show(ctx: HttpContext) {
    const asset = await new FindAsset().handle(ctx.visitor, ctx.params.id as string, 'library')
    await ctx.bouncer.with(AssetPolicy).authorize('edit', asset)
    const state = { asset, choice: await categoryChoice(ctx, asset), problem: ctx.session.flashMessages.get('placeProblem') as string }
    const isFragment = ctx.request.header('x-fragment') === 'choice'
    return ctx.view.render(isFragment ? 'assets/parts/category_choice' : 'assets/categories', state)
  }

  async store(ctx: HttpContext) {
    const { params, request, response, session, bouncer, visitor } = ctx
    const asset = await new FindAsset().handle(visitor, params.id as string, 'library')
    await bouncer.with(AssetPolicy).authorize('edit', asset)
    try {
      const changes = await updateAssetValidator().validate({ categories: idsFrom(request.input('categories')) })
      await new UpdateAsset().handle(visitor, asset.id, changes, revisionOf(request.input('revision') as string | undefined))
      return response.redirect().toPath(`/assets/${asset.id}?tab=categories`)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      session.flash('placeProblem', error.detail)
      return response.redirect().toPath(`/assets/${asset.id}/categories`)
    }
  }
}
