import type { HttpContext } from '@adonisjs/core/http'
import { homeOf } from '../../visible_views.ts'

/** The library, with the view that a person wants to begin with. */
export default class HomeController {
  async show({ response, visitor }: HttpContext) {
    return response.redirect().toPath(await homeOf(visitor))
  }
}
