import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { UpdateCategory } from '../../actions/update_category.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { categoryMeant } from '../../queries/category_meant.ts'
import { findCategory } from '../../queries/find_catalog.ts'
import { updateCategoryValidator } from '../../validators/catalog_validators.ts'

/** Renaming, moving and reordering by forms: what a form does not name stays. */
export default class CategoryEditsController {
  async store(ctx: HttpContext) {
    const { category, catalog } = await findCategory(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const { place, code, name, before } = ctx.request.only(['place', 'code', 'name', 'before'])
    const isReordered = before !== undefined
    return answerForm(ctx, isReordered ? levelOf(catalog.id, category.parentId) : `/categories/${category.id}`, async () => {
      const changes = await updateCategoryValidator.validate({
        ...(name === undefined ? {} : { name: name ?? '' }),
        ...(code === undefined ? {} : { code: code || null }),
        ...(place === undefined ? {} : { parentId: await categoryMeant(catalog.id, String(place ?? '')) }),
        ...(isReordered ? { before: before || null } : {}),
      })
      const { parentId } = await new UpdateCategory().handle(ctx.visitor, category, changes)
      return levelOf(catalog.id, parentId)
    })
  }
}

const levelOf = (catalogId: string, parentId: string | null) => `/catalogs/${catalogId}${parentId ? `?parent=${parentId}` : ''}`
