import type { HttpContext } from '@adonisjs/core/http'
import { CreateBrand } from '../../actions/create_brand.ts'
import { DeleteBrand } from '../../actions/delete_brand.ts'
import { UpdateBrand } from '../../actions/update_brand.ts'
import BrandPolicy from '../../policies/brand_policy.ts'
import { brandsOf, findBrand } from '../../queries/find_brands.ts'
import { transformBrand, whole } from '../../transformers/rights.ts'
import { createBrandValidator, updateBrandValidator } from '../../validators/brands.ts'

/** The brands the visitor may see something of: asking needs no other right. */
export default class BrandsController {
  async index({ visitor }: HttpContext) {
    const brands = await brandsOf(visitor)
    return whole(brands.map(transformBrand))
  }

  async show({ visitor, params }: HttpContext) {
    return transformBrand(await findBrand(visitor, params.id))
  }

  async store({ bouncer, request, response, visitor }: HttpContext) {
    await bouncer.with(BrandPolicy).authorize('manage')
    const brand = await new CreateBrand().handle(await request.validateUsing(createBrandValidator), visitor.actor)
    response.header('Location', `/api/v1/brands/${brand.id}`)
    return response.created(transformBrand(brand))
  }

  async update({ bouncer, params, request, visitor }: HttpContext) {
    const brand = await findBrand(visitor, params.id)
    await bouncer.with(BrandPolicy).authorize('edit', brand)
    await new UpdateBrand().handle(brand.id, await request.validateUsing(updateBrandValidator), visitor.actor)
    return transformBrand(await findBrand(visitor, params.id))
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    const brand = await findBrand(visitor, params.id)
    await bouncer.with(BrandPolicy).authorize('manage')
    await new DeleteBrand().handle(brand.id, visitor.actor)
    return response.noContent()
  }
}
