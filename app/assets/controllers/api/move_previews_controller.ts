import type { HttpContext } from '@adonisjs/core/http'
import { ForeseeMove } from '../../moving/foresee_move.ts'
import { selectionFromInput } from '../../queries/filters_from_input.ts'
import { foreseeMoveValidator } from '../../validators/asset_validators.ts'

export default class MovePreviewsController {
  async store({ request, visitor }: HttpContext) {
    const { brandId, ...selected } = await foreseeMoveValidator().validate(request.body())
    return new ForeseeMove().handle(visitor, selectionFromInput(selected), brandId)
  }
}
