import type { HttpContext } from '@adonisjs/core/http'
import { brandsToAddTo } from '#identity'
import { ForeseeMove } from '../../moving/foresee_move.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { AssetWords } from './asset_words.ts'
import { LibraryQuery } from './library_query.ts'

/** The form that moves what is selected to another brand: which, and what that would do (S1-86). */
export default class MovesController {
  async create(ctx: HttpContext) {
    const { visitor, request, bouncer, view } = ctx
    await bouncer.with(AssetPolicy).authorize('list')
    const ids = String(request.input('ids') ?? '')
      .split(',')
      .filter(Boolean)
    const selection = ids.length > 0 ? { ids } : { query: new LibraryQuery(request.qs(), ctx.activeBrand).toList() }
    const brands = await brandsToAddTo(visitor)
    const chosen = brands.find(({ id }) => id === request.input('to'))
    const words = new AssetWords()
    return view.render('assets/parts/move_form', {
      brands,
      chosen,
      foreseen: chosen ? said(await new ForeseeMove().handle(visitor, selection, chosen.id), words) : null,
    })
  }
}

type Foreseen = Awaited<ReturnType<ForeseeMove['handle']>>

/** What a move would do, in sentences. */
function said({ moving, staying, leaving, isSample, assets }: Foreseen, words: AssetWords) {
  return {
    moving,
    summary: words.t(isSample ? 'move_sample' : 'move_summary', { moving: words.number(moving), assets: words.number(assets) }),
    staying: staying.map(({ reason, assets: count }) => ({ reason, count: words.number(count) })),
    leaving: Object.entries(leaving).map(([name, { assets: count, names }]) => ({
      text: words.t(`move_leaves_${name}`, { count, label: words.number(count) }),
      names: names.join(', '),
    })),
  }
}
