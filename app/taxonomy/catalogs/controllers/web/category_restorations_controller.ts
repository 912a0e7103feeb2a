import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { DeleteCategory } from '../../actions/delete_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCategory } from '../../queries/find_catalog.ts'

export default class CategoryRestorationsController {
  async store(ctx: HttpContext) {
    const { category, catalog } = await findCategory(ctx.visitor, ctx.params.id, { deleted: true })
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const here = `/catalogs/${catalog.id}${category.parentId ? `?parent=${category.parentId}` : ''}`
    return answerForm(ctx, here, async () => {
      await new DeleteCategory().takeBack(ctx.visitor, category)
      return here
    })
  }
}
