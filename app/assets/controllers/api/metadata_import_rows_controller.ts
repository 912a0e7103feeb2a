import type { HttpContext } from '@adonisjs/core/http'
import { FindImport } from '../../metadata_imports/find_import.ts'
import { importRowsValidator } from '../../metadata_imports/validators.ts'

export default class MetadataImportRowsController {
  async index({ params, request, visitor }: HttpContext) {
    const found = await new FindImport().handle(visitor, params.id)
    return new FindImport().rows(visitor, found, await importRowsValidator.validate(request.qs()))
  }
}
