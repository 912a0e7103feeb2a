import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { StartOperation } from '../../operations/start_operation.ts'
import { FindOperation } from '../../queries/find_operation.ts'
import { toOperationJson } from '../../transformers/operation_transformer.ts'

@inject()
export default class ReversalsController {
  constructor(private startOperation: StartOperation) {}

  async store({ params, response, visitor }: HttpContext) {
    const operation = await new FindOperation().model(visitor, params.id)
    const reversal = await this.startOperation.reverse(visitor, operation)
    response.status(202).header('Location', `/api/v1/operations/${reversal.id}`)
    return toOperationJson(reversal)
  }
}
