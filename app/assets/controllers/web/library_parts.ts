import type { HttpContext } from '@adonisjs/core/http'
import type { AssetJson } from '../../transformers/asset_transformer.ts'
import type { LibraryQuery } from './library_query.ts'

/** Below the buckets, above the cards, beside their number, in place of cards where there are none, beneath the facts of an asset, and afloat. */
type Place = 'rail' | 'head' | 'summary' | 'empty' | 'details' | 'floating'

/**
 * A piece of the library page that a higher module draws. What `state` answers is `part` in its template;
 * null leaves it out. `title` names the list that is shown, and
 * `summary` is the key of the words that say beside its number what it is.
 */
export type LibraryPart = {
  template: string
  state: (ctx: HttpContext, query: LibraryQuery, asset?: AssetJson) => Promise<(Heading & object) | null>
}

type Heading = { title?: string; summary?: string }
type Drawn = { template: string; state: Heading }

const parts: Partial<Record<Place, LibraryPart[]>> = {}

export const addLibraryPart = (place: Place, part: LibraryPart) => void (parts[place] ??= []).push(part)

export async function drawnParts(place: Place, ctx: HttpContext, query: LibraryQuery, asset?: AssetJson): Promise<Drawn[]> {
  const drawn = await Promise.all(
    (parts[place] ?? []).map(async ({ template, state }) => ({ template, state: await state(ctx, query, asset) }))
  )
  return drawn.filter((one): one is Drawn => one.state !== null)
}
