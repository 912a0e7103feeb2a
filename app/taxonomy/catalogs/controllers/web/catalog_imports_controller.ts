import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { ImportCategories } from '../../imports/import_categories.ts'
import { readImport } from '../../imports/read_import.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { findCatalog } from '../../queries/find_catalog.ts'

/** What was pasted, or read from a file, into the form. */
export default class CatalogImportsController {
  async store(ctx: HttpContext) {
    const catalog = await findCatalog(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(CatalogPolicy).authorize('manage', catalog)
    const here = `/catalogs/${catalog.id}`
    return answerForm(ctx, here, async () => {
      const text = String(ctx.request.input('rows') ?? '')
      const type = /^\s*[[{]/.test(text) ? 'application/json' : 'text/csv'
      const counts = await new ImportCategories().handle(ctx.visitor, catalog, await readImport(type, text))
      ctx.session.flash('taxonomyImported', counts)
      return here
    })
  }
}
