import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { UpdateCatalog } from '../../actions/update_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'
import { updateCatalogValidator } from '../../validators/catalog_validators.ts'

export default class CatalogEditsController {
  async store(ctx: HttpContext) {
    const catalog = await findCatalog(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const here = `/catalogs/${catalog.id}`
    return answerForm(ctx, here, async () => {
      await new UpdateCatalog().handle(ctx.visitor, catalog.id, await updateCatalogValidator.validate(ctx.request.body()))
      return here
    })
  }
}
