import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { toProblem } from '#core/http/exception_handler'
import { requireFormToken } from '#core/http/form_token'
import { isForm, takeUploadForm } from '#files'
import { UploadAsset } from '../../actions/upload_asset.ts'
import { AssetWords } from './asset_words.ts'
import { uploadFields } from './upload_fields.ts'
import { DuplicateAsset } from '../../errors.ts'

type Taken = { fileName: string; asset: { id: string; name: string }; leftOut: string[] }
type Refused = { fileName: string; reason: string; original: { id: string; name: string } | null }
/** Where the session remembers it. */
const CHOSEN_TEMPLATE = 'uploadTemplate'

type Outcome = Taken | Refused

/** Uploading where no script runs: one form, and a page that says what became of each file. */
@inject()
export default class UploadsController {
  constructor(private uploadAsset: UploadAsset) {}

  async create(ctx: HttpContext) {
    await this.uploadAsset.authorise(ctx.visitor, ctx.activeBrand)
    return this.#show(ctx, { isSent: false, taken: [], refused: [] })
  }

  async store(ctx: HttpContext) {
    await this.uploadAsset.authorise(ctx.visitor, ctx.activeBrand)
    const typed: Record<string, string> = {}
    const outcomes = isForm(ctx.request.request) ? await this.#take(ctx, typed) : []
    const taken = outcomes.filter((one) => 'asset' in one)
    const refused = outcomes.filter((one) => 'reason' in one)
    ctx.response.status(taken.length > 0 ? 200 : 422)
    // What was typed stays where it was not taken.
    return this.#show(ctx, { isSent: true, taken, refused }, refused.length > 0 ? typed : {})
  }

  async #show(ctx: HttpContext, state: { isSent: boolean; taken: Taken[]; refused: Refused[] }, typed: Record<string, string> = {}) {
    const brandId = await this.uploadAsset.brandFor(ctx.visitor, ctx.activeBrand)
    const templateId = ctx.session.get(CHOSEN_TEMPLATE) as string | undefined
    const fields = await uploadFields(ctx.visitor, brandId, new AssetWords(), { typed, templateId })
    return ctx.view.render('assets/upload', { ...state, fields, errors: null, strict: true })
  }

  #take(ctx: HttpContext, typed: Record<string, string>): Promise<Outcome[]> {
    return takeUploadForm<Outcome>(ctx.request.request, {
      begin: ({ _csrf }) => requireFormToken(ctx, _csrf),
      accept: async (file, fields) => {
        const { duplicates, templateId } = fields
        ctx.session.put(CHOSEN_TEMPLATE, templateId ?? '')
        const custom = Object.entries(fields).filter(([name]) => name.startsWith('fields.'))
        Object.assign(typed, Object.fromEntries(custom))
        const { asset, leftOut } = await this.uploadAsset.handle(ctx.visitor, file, {
          duplicates: duplicates ?? 'refuse',
          ...Object.fromEntries(custom),
          ...(templateId ? { templateId } : {}),
          ...(ctx.activeBrand ? { brandId: ctx.activeBrand } : {}),
        })
        return { fileName: file.fileName, asset: { id: asset.id, name: asset.name }, leftOut: leftOut.map(({ message }) => message) }
      },
      refuse: (fileName, error) => {
        const problem = toProblem(error, ctx)
        if (problem.status >= 500) ctx.logger.error({ err: error, code: problem.code }, 'upload failed')
        return { fileName, reason: problem.detail, original: error instanceof DuplicateAsset ? error.duplicateOf : null }
      },
    })
  }
}
