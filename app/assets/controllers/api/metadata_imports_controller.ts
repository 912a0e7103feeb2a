import type { HttpContext } from '@adonisjs/core/http'
import { CheckImport } from '../../metadata_imports/check_import.ts'
import { FindImport } from '../../metadata_imports/find_import.ts'
import { toImportJson } from '../../metadata_imports/metadata_import.ts'
import { checkImportValidator } from '../../metadata_imports/validators.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { listValidator } from '../../validators/asset_validators.ts'

/** Tables that are checked first and carried out when somebody says so. */
export default class MetadataImportsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('list')
    return new FindImport().list(visitor, await listValidator.validate(request.qs()))
  }

  async show({ params, visitor }: HttpContext) {
    return toImportJson(await new FindImport().handle(visitor, params.id))
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('editSome')
    const { fileName } = await checkImportValidator.validate(request.qs())
    const checked = toImportJson(await new CheckImport().handle(visitor, fileName ?? 'table.csv', request.request))
    response.status(201).header('Location', checked.links.self)
    return checked
  }
}
