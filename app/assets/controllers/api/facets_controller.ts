import type { HttpContext } from '@adonisjs/core/http'
import { CountByFacets } from '../../facets/count_by_facets.ts'
import { facetNames } from '../../facets/facets.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { filtersFromInput } from '../../queries/filters_from_input.ts'
import { facetsValidator } from '../../validators/asset_validators.ts'

export default class FacetsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    const { facets, ...input } = await facetsValidator().validate(request.qs())
    return new CountByFacets().handle(visitor, filtersFromInput(input), facets ?? facetNames())
  }
}
