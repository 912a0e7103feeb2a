import type { HttpContext } from '@adonisjs/core/http'
import { FindShelves, ListCategories, type ShelfNode } from '#taxonomy'
import type { AssetJson } from '../../transformers/asset_transformer.ts'

const MATCHES = 100
/** As many as an asset may stand in, or as one opens in a sitting. */
const MOST = 200

/** What may be ticked, and what is: as the asset stands, or as it was ticked before something was looked for. */
export async function categoryChoice({ request, visitor }: HttpContext, asset: AssetJson) {
  const isUnderWay = request.input('underWay') === '1'
  const chosen = isUnderWay ? idsFrom(request.input('categories')) : asset.categories.map(({ id }) => id)
  const opened = [...new Set([...idsFrom(request.input('opened')), ...idsFrom(request.input('open'))])]
  const text = String(request.input('text') ?? '').slice(0, 200)
  const categories = new ListCategories()
  const above = (await categories.some(visitor, chosen)).flatMap(({ parentId }) => parentId ?? [])
  const [{ data: matches }, { shelves, isCut }] = await Promise.all([
    text ? categories.handle(visitor, { brand: asset.brandId, text, limit: MATCHES }) : { data: [] },
    text ? { shelves: [], isCut: false } : new FindShelves().handle(visitor, asset.brandId, [...opened, ...above]),
  ])
  const shown = new Set([...matches.map(({ id }) => id), ...shelves.flatMap(({ nodes }) => idsOf(nodes))])
  return {
    revision: isUnderWay ? String(request.input('revision') ?? '') : `"${asset.revision}"`,
    text,
    opened,
    chosen: new Set(chosen),
    matches,
    shelves,
    isCut,
    // What is chosen and not in sight is ticked beside the tree, or it would be lost.
    elsewhere: await categories.some(
      visitor,
      chosen.filter((id) => !shown.has(id))
    ),
  }
}

const idsOf = (nodes: ShelfNode[]): string[] => nodes.flatMap(({ category, nested }) => [category.id, ...idsOf(nested)])

/** The values of one name in a form: none, one or several. */
export function idsFrom(value: unknown): string[] {
  const values = Array.isArray(value) ? value : value && typeof value === 'object' ? Object.values(value) : [value]
  return values.flatMap((one) => (typeof one === 'string' && one !== '' ? one.split(',') : [])).slice(0, MOST)
}
