import db from '@adonisjs/lucid/services/db'
import { addAssetBucket, addAssetFilter, addLibraryPart, addOperationKind, followAssets, type Added, type AssetFilters } from '#assets'
import type { Visitor } from '#identity'
import { FileAssets } from './actions/file_assets.ts'
import { detailsPart, emptyPart, headPart, railPart } from './controllers/web/library_parts.ts'
import { savePart, viewsPart } from './views/library_parts.ts'
import { addCollectionWord } from './collection_word.ts'
import { SHARED_KINDS } from './models/collection.ts'
import { filtersOf, readQuestion } from './question.ts'
import { followAssetsIntoCollections } from './follow_assets.ts'

/** What collections add to assets: a filter, a bucket, the operations of filing, and numbers that follow. */
export function fillAssetSlots() {
  followAssets(followAssetsIntoCollections)
  addAssetFilter({
    fields: { collection: 'id', includeNested: 'flag' },
    isPlace: true,
    prepare: (visitor, { collection }) => smartQuestion(visitor, collection),
    within: (question) => (question ? [question] : []),
    narrow: (query, visitor, { collection, includeNested }, question) => {
      if (typeof collection === 'string' && !question) query.whereIn('assets.id', held(visitor, collection, includeNested === true))
    },
    keptTotal: keptNumber,
  })
  addCollectionWord()
  addAssetBucket({
    name: 'unfiled',
    icon: 'inbox',
    isWork: true,
    narrow: (query) => void query.whereIn('assets.id', db.from('unfiled_assets').select('asset_id')),
  })
  addLibraryPart('rail', { template: 'collections/views/rail', state: viewsPart })
  addLibraryPart('summary', { template: 'collections/views/save', state: savePart })
  addLibraryPart('rail', { template: 'collections/parts/rail', state: railPart })
  addLibraryPart('head', { template: 'collections/parts/head', state: headPart })
  addLibraryPart('empty', { template: 'collections/parts/empty', state: emptyPart })
  addLibraryPart('details', { template: 'collections/parts/details', state: detailsPart })
  addLibraryPart('floating', {
    template: 'collections/parts/floating',
    state: ({ visitor }) =>
      Promise.resolve({ canFile: visitor.canSomewhere('assets.edit'), canManage: visitor.canSomewhere('collections.manage') }),
  })
  const files = new FileAssets()
  // A basket changes nothing for others, so seeing an asset is enough to put it there.
  for (const [put, take, permission] of [
    ['file', 'unfile', 'assets.edit'],
    ['collect', 'uncollect', 'assets.view'],
  ] as const) {
    addOperationKind(put, {
      permission,
      from: 'library',
      reversedBy: take,
      refusal: () => null,
      apply: (trx, actor, assets, { id, input }) => files.file(trx, actor, input!, assets, id),
    })
    addOperationKind(take, {
      permission,
      from: 'library',
      reversedBy: put,
      refusal: () => null,
      apply: (trx, actor, assets, { id, input }) => files.unfile(trx, actor, input!, assets, id),
    })
  }
}

/** What a smart collection asks, with its brand; null for other kinds, and where the visitor may not know of it. */
async function smartQuestion(visitor: Visitor, id: Added[string] | undefined): Promise<AssetFilters | null> {
  if (typeof id !== 'string') return null
  const [found] = (await seen(visitor, id).whereNotNull('collections.question').select('collections.question', 'collections.brand_id')) as {
    question: string
    brand_id: string
  }[]
  return found ? { ...filtersOf(readQuestion(found.question)), brandId: found.brand_id } : null
}

/** The ids of what is in a collection, nothing where the visitor may not know of it. */
function held(visitor: Visitor, collectionId: string, includeNested: boolean) {
  const assets = db.from('collection_assets').select('collection_assets.asset_id')
  if (includeNested) {
    assets
      .join('collection_ancestors', 'collection_ancestors.collection_id', 'collection_assets.collection_id')
      .where('collection_ancestors.ancestor_id', collectionId)
  } else assets.where('collection_assets.collection_id', collectionId)
  return assets.whereExists(seen(visitor, collectionId))
}

function seen(visitor: Visitor, collectionId: string) {
  const brands = visitor.brandsWith('assets.view')
  return db
    .from('collections')
    .where('collections.id', collectionId)
    .whereNull('collections.deleted_at')
    .where((rights) => {
      rights.where('collections.owner_id', visitor.user.id)
      rights.orWhere((shared) => {
        shared.whereIn('collections.kind', SHARED_KINDS)
        if (brands !== 'all') shared.whereIn('collections.brand_id', brands)
      })
    })
    .select('collections.id')
}

/** A basket may hold assets that its owner no longer sees, and what is nested may hold one asset twice. */
async function keptNumber(visitor: Visitor, { collection, includeNested }: Added): Promise<number | null> {
  if (typeof collection !== 'string') return null
  const found = await db.from(seen(visitor, collection).select('collections.kind', 'collections.asset_count').as('seen')).first()
  if (!found) return 0
  return found.kind === 'library' && !includeNested ? Number(found.asset_count) : null
}
