import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { UploadAsset } from '../../actions/upload_asset.ts'
import { AssetWords } from './asset_words.ts'
import { uploadFields } from './upload_fields.ts'

/** What the library asks before files are sent, for the sheet that a script opens. */
@inject()
export default class UploadFieldsController {
  constructor(private uploadAsset: UploadAsset) {}

  async index({ activeBrand, view, visitor }: HttpContext) {
    const brandId = await this.uploadAsset.brandFor(visitor, activeBrand)
    return view.render('assets/parts/upload_sheet', {
      fields: await uploadFields(visitor, brandId, new AssetWords()),
      errors: null,
      strict: true,
    })
  }
}
