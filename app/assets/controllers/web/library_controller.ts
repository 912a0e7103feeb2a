import type { HttpContext } from '@adonisjs/core/http'
import AssetPolicy from '../../policies/asset_policy.ts'
import { expertAddress } from './expert_address.ts'
import { libraryPage } from './library_page.ts'
import { LibraryQuery } from './library_query.ts'

/** What a script may ask for instead of the whole page. */
const FRAGMENTS: Record<string, string> = { cards: 'assets/parts/more_cards', library: 'assets/parts/library_fragment' }

export default class LibraryController {
  async index(ctx: HttpContext) {
    await ctx.bouncer.with(AssetPolicy).authorize('list')
    const address = await expertAddress(ctx)
    if (address) return ctx.response.redirect().toPath(address)
    const page = await libraryPage(ctx, new LibraryQuery(ctx.request.qs(), ctx.activeBrand))
    return ctx.view.render(FRAGMENTS[ctx.request.header('x-fragment') ?? ''] ?? 'assets/library', page)
  }
}
