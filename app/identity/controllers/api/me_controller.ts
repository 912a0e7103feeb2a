import type { HttpContext } from '@adonisjs/core/http'
import { transformMe } from '../../transformers/me.ts'

export default class MeController {
  /** Who the request is made by, and what they may do where. */
  show({ visitor }: HttpContext) {
    return transformMe(visitor)
  }
}
