import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { StartOperation } from '../../operations/start_operation.ts'
import { FindOperation } from '../../queries/find_operation.ts'
import { operationInput, templateInput } from '../../operations/operation_input.ts'
import { selectionFromInput } from '../../queries/filters_from_input.ts'
import { toOperationJson } from '../../transformers/operation_transformer.ts'
import { listValidator, startOperationValidator } from '../../validators/asset_validators.ts'

@inject()
export default class OperationsController {
  constructor(private startOperation: StartOperation) {}

  async index({ request, visitor }: HttpContext) {
    return new FindOperation().list(visitor, await listValidator.validate(request.qs()))
  }

  async show({ params, visitor }: HttpContext) {
    return new FindOperation().handle(visitor, params.id)
  }

  async store({ request, response, visitor }: HttpContext) {
    const { kind, changes, brandId, template, ...selected } = await startOperationValidator().validate(request.body())
    const input = template && kind === 'edit' ? await templateInput(visitor, template) : operationInput(visitor, kind, changes, brandId)
    const operation = await this.startOperation.handle(visitor, kind, selectionFromInput(selected), input)
    response.status(202).header('Location', `/api/v1/operations/${operation.id}`)
    return toOperationJson(operation)
  }
}
