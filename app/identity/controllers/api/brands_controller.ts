import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { brandsOf } from '../../queries/find_brands.ts'
import { transformBrand } from '../../transformers/users.ts'

/** The brands the visitor may see something of: asking needs no other right. */
export default class BrandsController {
  async index({ visitor }: HttpContext) {
    const brands = await brandsOf(visitor)
    return { data: brands.map(transformBrand), meta: { total: brands.length, totalIsCapped: false, next: null } }
  }

  async show({ visitor, params }: HttpContext) {
    const brand = (await brandsOf(visitor)).find(({ id }) => id === params.id)
    if (!brand) throw new NotFound('brand')
    return transformBrand(brand)
  }
}
