import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { DeleteCatalog } from '../../actions/delete_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'

export default class CatalogRestorationsController {
  async store(ctx: HttpContext) {
    const catalog = await findCatalog(ctx.visitor, ctx.params.id, { deleted: true })
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    return answerForm(ctx, '/catalogs', async () => {
      await new DeleteCatalog().takeBack(ctx.visitor, catalog)
      return `/catalogs/${catalog.id}`
    })
  }
}
