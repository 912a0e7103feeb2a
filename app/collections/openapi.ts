import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { listAssetsValidator, selectionValidator } from '#assets'
import { COLLECTION_KINDS } from './models/collection.ts'
import { orderAssetsValidator } from './order/validators.ts'
import { createCollectionValidator, listCollectionsValidator, updateCollectionValidator } from './validators/collection_validators.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const moment = { type: 'string', format: 'date-time' }

const COLLECTION: JsonSchema = {
  type: 'object',
  description:
    'A grouping of assets: shared by a brand and nested (`library`), a basket of your own (`personal`), or what answers a question (`smart`).',
  required: ['id', 'kind', 'brandId', 'parentId', 'name', 'depth', 'assetCount', 'hasNested', 'level', 'mayShare', 'others', 'owner'],
  properties: {
    id: text,
    kind: { enum: [...COLLECTION_KINDS] },
    brandId: { ...maybeText, description: 'The brand whose people share it; null for a personal one.' },
    parentId: { ...maybeText, description: 'The collection that it stands in.' },
    name: text,
    depth: { type: 'integer', description: '1 for those that stand in no other; at most 12.' },
    assetCount: {
      type: ['integer', 'null'],
      description: 'Assets directly in it, without those in the trash; null for a smart one, and where folders are closed to you.',
    },
    query: { type: ['object', 'null'], description: 'What a smart collection asks: the filters and the order of the list of assets.' },
    owner: {
      type: ['object', 'null'],
      description: 'Whose a personal collection is.',
      properties: { id: text, name: text },
    },
    others: {
      enum: ['none', 'see', 'fill', 'manage', null],
      description:
        'What those who are not named in it may do at most, within what their roles give: `none` closes it, with all that is in it, `manage` leaves it to roles. Nobody can close it to those who look after the brand. Null for a personal one, which is open to those alone it is shared with.',
    },
    level: { enum: ['see', 'fill', 'manage'], description: 'What you may do with it; each holds what stands before it.' },
    mayShare: { type: 'boolean', description: 'Whether you may say who else may do what.' },
    hasNested: { type: 'boolean', description: 'Whether other collections stand in it.' },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Collections']
const idempotency = {
  name: 'Idempotency-Key',
  description: 'Any text of your own. The same request sent again within a day gets the first answer.',
}
const collection = { description: 'The collection', schema: ref('Collection') }
const begun = { description: 'It has begun', schema: ref('Operation'), headers: { Location: 'Where its progress is told' } }

describeApi({
  schemas: { Collection: COLLECTION },
  routes: [
    {
      method: 'get',
      path: '/collections',
      operationId: 'listCollections',
      summary: 'List and find collections',
      description:
        'By name. `parent=none` gives those that stand in no other, `parent=<id>` those in that one; `text` finds parts of names.',
      tags,
      query: listCollectionsValidator,
      responses: { 200: { description: 'A page of collections', schema: listOf('Collection') } },
    },
    {
      method: 'post',
      path: '/collections',
      operationId: 'createCollection',
      summary: 'Make a collection',
      tags,
      headers: [idempotency],
      requestBody: createCollectionValidator(),
      responses: {
        201: { ...collection, headers: { Location: 'The address of the collection' } },
        409: { description: 'The name is used at that place' },
      },
    },
    {
      method: 'get',
      path: '/collections/{id}',
      operationId: 'getCollection',
      summary: 'Get a collection',
      tags,
      responses: { 200: collection },
    },
    {
      method: 'patch',
      path: '/collections/{id}',
      operationId: 'updateCollection',
      summary: 'Rename, move, open or close a collection, or change what a smart one asks',
      description:
        '`others` opens and closes it; whoever would close it to themselves is named in it. `parentId` moves it, with all that is in it, within its brand; null to the top.',
      tags,
      requestBody: updateCollectionValidator(),
      responses: { 200: collection, 409: { description: 'The name is used at that place' } },
    },
    {
      method: 'delete',
      path: '/collections/{id}',
      operationId: 'deleteCollection',
      summary: 'Delete a collection and those in it',
      description: 'The assets stay. It can be brought back for 30 days.',
      tags,
      responses: { 204: { description: 'Deleted' } },
    },
    {
      method: 'post',
      path: '/collections/{id}/restorations',
      operationId: 'restoreCollection',
      summary: 'Bring a deleted collection back',
      tags,
      responses: { 201: collection, 409: { description: 'Its name has been used since' } },
    },
    {
      method: 'get',
      path: '/collections/{id}/assets',
      operationId: 'listCollectionAssets',
      summary: 'List the assets of a collection',
      description: 'Takes all filters of the list of assets; with `includeNested` those of the collections in it, too.',
      tags,
      query: listAssetsValidator(),
      responses: { 200: { description: 'A page of assets', schema: listOf('Asset') } },
    },
    {
      method: 'post',
      path: '/collections/{id}/assets',
      operationId: 'fileAssets',
      summary: 'Put assets into a collection',
      description: 'Give either `ids` or a `query`. An operation, which tells what became of each and can be taken back.',
      tags,
      headers: [idempotency],
      requestBody: selectionValidator(),
      responses: { 202: begun },
    },
    {
      method: 'patch',
      path: '/collections/{id}/assets',
      operationId: 'orderAssets',
      summary: 'Move assets within the order by hand',
      description:
        'The assets go, in the order they are named, right behind the one that `after` names or right before the one that `before` names: give one of the two. `after: null` is the beginning, `before: null` the end, where what is put in later goes, too. The list in this order is `sort=hand`.',
      tags,
      requestBody: orderAssetsValidator,
      responses: { 204: { description: 'Moved' }, 422: { description: 'One of them is not in it; nothing was moved' } },
    },
    {
      method: 'delete',
      path: '/collections/{id}/assets',
      operationId: 'unfileAssets',
      summary: 'Take assets out of a collection',
      description: 'Give either `ids` or a `query`, in the body. An operation.',
      tags,
      requestBody: selectionValidator(),
      responses: { 202: begun },
    },
  ],
})
