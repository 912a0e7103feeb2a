import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { CarryOutImport } from '../../metadata_imports/carry_out.ts'
import { FindImport } from '../../metadata_imports/find_import.ts'

@inject()
export default class MetadataImportOperationsController {
  constructor(private carryOut: CarryOutImport) {}

  async store({ params, response, visitor }: HttpContext) {
    const found = await new FindImport().handle(visitor, params.id)
    if (!found.operationId) await this.carryOut.handle(visitor, found)
    return response.redirect().toPath(`/metadata-imports/${found.id}`)
  }
}
