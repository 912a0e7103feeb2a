import type { HttpContext } from '@adonisjs/core/http'
import AssetPolicy from '../../policies/asset_policy.ts'
import { visibleAssets } from '../../queries/asset_query.ts'
import { describeAssets, ListAssets } from '../../queries/list_assets.ts'
import { AssetWords } from './asset_words.ts'
import { bulkForm } from './bulk_form.ts'
import { LibraryQuery } from './library_query.ts'

/** So many of those selected are looked at to say where they differ. */
const LOOKED_AT = 200
/** Of more than this, the page names only the first. */
const IN_ADDRESS = 100

/** The form that edits what is selected: these ids, or all that match the list. */
export default class BulkEditsController {
  async create(ctx: HttpContext) {
    const { visitor, request, bouncer, view } = ctx
    await bouncer.with(AssetPolicy).authorize('list')
    const ids = String(request.input('ids') ?? '')
      .split(',')
      .filter(Boolean)
      .slice(0, LOOKED_AT)
    const words = new AssetWords()
    const assets =
      ids.length > 0
        ? await describeAssets(visitor, await this.#seen(ctx, ids))
        : (await new ListAssets().handle(visitor, { ...new LibraryQuery(request.qs(), ctx.activeBrand).toList(), limit: LOOKED_AT })).data
    return view.render('assets/parts/bulk_form', {
      groups: await bulkForm(visitor, assets, words),
      lookedAt: assets.length,
      isSample: assets.length >= LOOKED_AT || ids.length === IN_ADDRESS,
    })
  }

  async #seen({ visitor }: HttpContext, ids: string[]): Promise<string[]> {
    const rows = await visibleAssets(visitor, {}).whereIn('assets.id', ids).select('assets.id')
    return rows.map((row) => String(row.id))
  }
}
