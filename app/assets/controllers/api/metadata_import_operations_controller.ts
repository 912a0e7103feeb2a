import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { CarryOutImport } from '../../metadata_imports/carry_out.ts'
import { FindImport } from '../../metadata_imports/find_import.ts'
import { toOperationJson } from '../../transformers/operation_transformer.ts'

@inject()
export default class MetadataImportOperationsController {
  constructor(private carryOut: CarryOutImport) {}

  async store({ params, response, visitor }: HttpContext) {
    const operation = await this.carryOut.handle(visitor, await new FindImport().handle(visitor, params.id))
    response.status(202).header('Location', `/api/v1/operations/${operation.id}`)
    return toOperationJson(operation)
  }
}
