import db from '@adonisjs/lucid/services/db'
import {
  addBelonging,
  addActivityScreen,
  addAssetBucket,
  addAssetFilter,
  addLibraryPart,
  addOperationKind,
  followAssets,
  type Added,
  type AssetFilters,
  type AssetsQuery,
} from '#assets'
import type { Visitor } from '#identity'
import { isSqlite } from '#core/database/index'
import { FileAssets } from './actions/file_assets.ts'
import { detailsPart, emptyPart, headPart, railPart } from './controllers/web/library_parts.ts'
import { savePart, viewsPart } from './views/library_parts.ts'
import { addCollectionWord } from './collection_word.ts'
import { filtersOf, readQuestion } from './question.ts'
import { collectionScreen } from './rights/activity_screen.ts'
import { isWithinShut, visibleCollections } from './rights/visible.ts'
import { followAssetsIntoCollections } from './follow_assets.ts'
import { libraryFilings } from './left_behind.ts'

/** What collections add to assets: a filter, a bucket, the operations of filing, and numbers that follow. */
export function fillAssetSlots() {
  followAssets(followAssetsIntoCollections)
  addBelonging(libraryFilings)
  addAssetFilter({
    fields: { collection: 'id', includeNested: 'flag' },
    isPlace: true,
    prepare: (visitor, { collection }) => known(visitor, collection),
    within: ({ question }) => (question ? [question] : []),
    narrow: (query, visitor, { collection, includeNested }, { isSeen, question }) => {
      if (typeof collection !== 'string' || question) return
      if (isSeen) query.whereIn('assets.id', held(visitor, collection, includeNested === true))
      else query.whereRaw('1 = 0')
    },
    byHand: {
      isKept: (asked, { isSeen, question }) => isSeen && !asked.includeNested && !question,
      join: (query, { collection }) => inOrder(query, String(collection)),
    },
    keptTotal: keptNumber,
  })
  addActivityScreen(collectionScreen)
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
    state: ({ visitor }) => Promise.resolve({ canManage: visitor.canSomewhere('collections.manage') }),
  })
  const files = new FileAssets()
  // Rights to a collection are its own: who may fill it fills it with what they see.
  const permission = 'assets.view' as const
  for (const [put, take] of [
    ['file', 'unfile'],
    ['collect', 'uncollect'],
  ] as const) {
    addOperationKind(put, {
      permission,
      from: 'library',
      reversedBy: take,
      refusal: () => null,
      apply: (trx, _actor, assets, { id, input, visitor }) => files.file(trx, visitor, input!, assets, id),
    })
    addOperationKind(take, {
      permission,
      from: 'library',
      reversedBy: put,
      refusal: () => null,
      apply: (trx, _actor, assets, { id, input, visitor }) => files.unfile(trx, visitor, input!, assets, id),
    })
  }
}

type Known = { isSeen: boolean; question: AssetFilters | null }

/** Whether the visitor may know of it; and what a smart collection asks, with its brand. */
async function known(visitor: Visitor, id: Added[string] | undefined): Promise<Known> {
  if (typeof id !== 'string') return { isSeen: false, question: null }
  const [found] = (await seen(visitor, id).select('collections.question', 'collections.brand_id')) as {
    question: string | null
    brand_id: string
  }[]
  const question = found?.question ? { ...filtersOf(readQuestion(found.question)), brandId: found.brand_id } : null
  return { isSeen: found !== undefined, question }
}

/** What is in a collection, read along its order: looked up by ids, all of a million would be read for one page. */
function inOrder(query: AssetsQuery, collectionId: string) {
  // A plus changes no value, and keeps SQLite from beginning with the assets.
  query.joinRaw(`INNER JOIN collection_assets AS by_hand ON assets.id = ${isSqlite() ? '+' : ''}by_hand.asset_id`)
  query.where('by_hand.collection_id', collectionId)
}

/** The ids of what is in a collection. */
function held(visitor: Visitor, collectionId: string, includeNested: boolean) {
  const assets = db.from('collection_assets').select('collection_assets.asset_id')
  if (includeNested) {
    const [hidden, bindings] = isWithinShut('within.collection_id', visitor)
    assets
      .join('collection_ancestors', 'collection_ancestors.collection_id', 'collection_assets.collection_id')
      .where('collection_ancestors.ancestor_id', collectionId)
    if (bindings.length > 0) {
      const open = db.from('collection_ancestors as within').where('within.ancestor_id', collectionId).whereRaw(`NOT ${hidden}`, bindings)
      assets.whereIn('collection_ancestors.collection_id', open.select('within.collection_id'))
    }
  } else assets.where('collection_assets.collection_id', collectionId)
  return assets
}

const seen = (visitor: Visitor, collectionId: string) =>
  visibleCollections(visitor).where('collections.id', collectionId).select('collections.id')

/** A basket may hold assets that its owner no longer sees, and what is nested may hold one asset twice. */
async function keptNumber(visitor: Visitor, { collection, includeNested }: Added): Promise<number | null> {
  if (typeof collection !== 'string') return null
  const found = await db.from(seen(visitor, collection).select('collections.kind', 'collections.asset_count').as('seen')).first()
  if (!found) return 0
  return found.kind === 'library' && !includeNested ? Number(found.asset_count) : null
}
