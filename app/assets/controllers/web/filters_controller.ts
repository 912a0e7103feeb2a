import type { HttpContext } from '@adonisjs/core/http'
import { CountByFacets } from '../../facets/count_by_facets.ts'
import { fieldFacetNames } from '../../fields/field_filters.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { AssetWords } from './asset_words.ts'
import { filterForm, FORM_FACETS } from './filter_form.ts'
import { LibraryQuery } from './library_query.ts'

/** The form of filters with the numbers beside its values, which come after the page. */
export default class FiltersController {
  async index({ bouncer, request, visitor, activeBrand, view }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const query = new LibraryQuery(request.qs(), activeBrand)
    const facets = await new CountByFacets().handle(visitor, query.filters, [...FORM_FACETS, ...(await fieldFacetNames(visitor))])
    return view.render('assets/parts/filter_form', { filters: await filterForm(visitor, query, new AssetWords(), facets), query })
  }
}
