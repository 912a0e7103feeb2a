import type { HttpContext } from '@adonisjs/core/http'
import type { AssetJson, LibraryQuery } from '#assets'
import { collectionsOfAsset } from '../../queries/collections_of_asset.ts'
import { FindTree } from '../../queries/find_tree.ts'
import { ListCollections } from '../../queries/list_collections.ts'

const idIn = (query: LibraryQuery) => (typeof query.filters.more?.collection === 'string' ? query.filters.more.collection : null)

/** The tree of the brand and the baskets of the visitor (S1-15, S1-25, S1-28). */
export async function railPart({ visitor, session }: HttpContext, query: LibraryQuery) {
  const currentId = idIn(query)
  const brand = query.filters.brandId
  const [branches, baskets] = await Promise.all([
    new FindTree().handle(visitor, brand, currentId),
    new ListCollections().handle(visitor, { kinds: ['personal'], limit: 100 }),
  ])
  return {
    branches,
    baskets: baskets.data.filter(({ owner }) => owner?.id === visitor.user.id),
    shared: baskets.data.filter(({ owner }) => owner?.id !== visitor.user.id),
    mayNest: branches.find(({ id, kind, level }) => id === currentId && kind === 'library' && level === 'manage') ?? null,
    currentId,
    canManage: brand ? visitor.can('collections.manage', brand) : visitor.canSomewhere('collections.manage'),
    deleted: session.flashMessages.get('deletedCollection') as { id: string; name: string } | undefined,
    problem: session.flashMessages.get('collectionProblem') as string | undefined,
  }
}

/** Which collection is shown, what is in it, and whether those in it are shown too (S1-17, S1-18). */
export async function headPart({ visitor }: HttpContext, query: LibraryQuery) {
  const path = await new FindTree().path(visitor, idIn(query))
  const collection = path.at(-1)
  if (!collection) return null
  const includesNested = query.filters.more?.includeNested === true
  return {
    title: collection.name,
    summary: includesNested ? 'collections.in_nested' : 'collections.in_one',
    collection,
    path: path.slice(0, -1).map((one) => ({ name: one.name, href: query.href({ collection: one.id, includeNested: undefined }) })),
    includesNested,
    nestedHref: query.href({ includeNested: includesNested ? undefined : '1' }),
    mayFill: collection.level !== 'see' && collection.kind !== 'smart',
    mayLookAfter: collection.level === 'manage' || collection.mayShare,
  }
}

export async function emptyPart({ visitor }: HttpContext, query: LibraryQuery) {
  if (query.bucket === 'unfiled') return { isUnfiled: true }
  const [collection] = await new ListCollections().some(visitor, [idIn(query) ?? ''])
  return collection ? { isUnfiled: false, collection } : null
}

/** The collections an asset is in (S1-68). */
export async function detailsPart({ visitor }: HttpContext, query: LibraryQuery, asset?: AssetJson) {
  if (!asset || asset.trashedAt) return null
  const collections = await collectionsOfAsset(visitor, asset.id)
  return {
    assetId: asset.id,
    ordered: query.sort === 'hand' ? collections.find(({ id, level }) => id === idIn(query) && level !== 'see') : undefined,
    chips: collections.map((one) => ({
      ...one,
      href: query.href({ collection: one.id, bucket: undefined, text: undefined, includeNested: undefined }),
      canTake: one.level !== 'see',
    })),
  }
}
