import { describeApi, listOf, ref } from '#core/http/index'
import { ACTIVITY, ASSET, FACETS, FORESEEN_MOVE, MULTIPART, OPERATION } from './openapi_schemas.ts'
import { updateAssetValidator } from './validators/edit_validators.ts'
import { listActivitiesValidator } from './validators/activity_validators.ts'
import {
  facetsValidator,
  foreseeMoveValidator,
  listAssetsValidator,
  listValidator,
  startOperationValidator,
} from './validators/asset_validators.ts'

const OF_FIELDS =
  'Custom fields are asked for as `field.<key>` with one or more values, `field.<key>.without`, `field.<key>.min` and `.max` of numbers and dates, `field.<key>.contains` and `.equals` of texts, and by their keys in `hasFields` and `lacksFields`.'

const ifMatch = {
  name: 'If-Match',
  description: 'The ETag you loaded. Then only a change of the same field by somebody else is a conflict (412).',
}
const idempotency = {
  name: 'Idempotency-Key',
  description: 'Any text of your own. The same request sent again within a day gets the first answer.',
}
const asset = { description: 'The asset', schema: ref('Asset') }

describeApi({
  schemas: { Asset: ASSET, ForeseenMove: FORESEEN_MOVE, Operation: OPERATION, Activity: ACTIVITY },
  routes: [
    {
      method: 'get',
      path: '/assets',
      operationId: 'listAssets',
      summary: 'List and search assets',
      description: `With \`text\` and without \`sort\` the closest come first, else the latest. \`text\` takes phrases in quotes and words after a minus that are not wanted; \`q\` takes words such as \`tag:summer -status:draft width>2000\` besides, and refuses those that it does not know. ${OF_FIELDS}`,
      tags: ['Assets'],
      query: listAssetsValidator(),
      responses: { 200: { description: 'A page of assets', schema: listOf('Asset') } },
    },
    {
      method: 'post',
      path: '/assets',
      operationId: 'uploadAsset',
      summary: 'Upload one file',
      description:
        'Answered when the bytes and the card are safely stored; thumbnail and metadata follow (`processingStatus`). For large files over shaky lines use resumable uploads.',
      tags: ['Assets'],
      headers: [idempotency],
      requestBody: { content: MULTIPART },
      responses: { 201: { ...asset, headers: { Location: 'The address of the asset', ETag: 'Its revision' } } },
    },
    {
      method: 'get',
      path: '/assets/facets',
      operationId: 'countAssetsByFacets',
      summary: 'How the assets that match fall into groups',
      description:
        'Exact up to 10,000 matches; of more, the newest 10,000 are counted, scaled where the total is known, and `isEstimated` is true. `field.<key>` is a facet too, where a custom field has values that can be listed. A facet that the query narrows is counted without that filter.',
      tags: ['Assets'],
      query: facetsValidator(),
      responses: { 200: { description: 'Up to 50 values of each facet, the most frequent first', schema: FACETS } },
    },
    { method: 'get', path: '/assets/{id}', operationId: 'getAsset', summary: 'Get an asset', tags: ['Assets'], responses: { 200: asset } },
    {
      method: 'patch',
      path: '/assets/{id}',
      operationId: 'updateAsset',
      summary: 'Change what is written on the card',
      tags: ['Assets'],
      headers: [ifMatch],
      requestBody: updateAssetValidator(),
      responses: { 200: asset, 412: { description: 'Somebody else changed the same field' } },
    },
    {
      method: 'delete',
      path: '/assets/{id}',
      operationId: 'trashAsset',
      summary: 'Put an asset into the trash',
      description: 'It stays there for 30 days. Public assets are refused (409).',
      tags: ['Assets'],
      responses: { 204: { description: 'In the trash' } },
    },
    {
      method: 'post',
      path: '/assets/{id}/processings',
      operationId: 'retryAsset',
      summary: 'Process a failed asset again',
      tags: ['Assets'],
      responses: { 202: asset },
    },
    {
      method: 'get',
      path: '/trash',
      operationId: 'listTrash',
      summary: 'List deleted assets',
      tags: ['Trash'],
      query: listAssetsValidator(),
      responses: { 200: { description: 'A page of assets', schema: listOf('Asset') } },
    },
    {
      method: 'delete',
      path: '/trash/{id}',
      operationId: 'purgeAsset',
      summary: 'Remove a deleted asset for good',
      tags: ['Trash'],
      responses: { 204: { description: 'Gone' } },
    },
    {
      method: 'post',
      path: '/trash/{id}/restorations',
      operationId: 'restoreAsset',
      summary: 'Bring an asset back from the trash',
      tags: ['Trash'],
      responses: { 201: asset },
    },
    {
      method: 'post',
      path: '/move-previews',
      operationId: 'foreseeMove',
      summary: 'Say what moving assets to another brand would do',
      description:
        'Takes `ids` or a `query`, as the operation `moveToBrand` does, and changes nothing. Of more than 10,000 assets the newest are looked at.',
      tags: ['Operations'],
      requestBody: foreseeMoveValidator(),
      responses: { 200: { description: 'What would move, stay and be left behind', schema: ref('ForeseenMove') } },
    },
    {
      method: 'get',
      path: '/operations',
      operationId: 'listOperations',
      summary: 'List your operations',
      tags: ['Operations'],
      query: listValidator,
      responses: { 200: { description: 'A page of operations', schema: listOf('Operation') } },
    },
    {
      method: 'post',
      path: '/operations',
      operationId: 'startOperation',
      summary: 'Change many assets',
      description:
        'Give either `ids` or a `query`, which takes the filters of the list of assets. `changes.set.fields`, and `add` and `remove` where one has several values, change custom fields. `moveToBrand` takes `brandId` and needs the right to delete in the brand that assets leave and to add in the one they go to; `/move-previews` says what it would do.',
      tags: ['Operations'],
      headers: [idempotency],
      requestBody: startOperationValidator(),
      responses: { 202: { description: 'It has begun', schema: ref('Operation'), headers: { Location: 'Where its progress is told' } } },
    },
    {
      method: 'get',
      path: '/operations/{id}',
      operationId: 'getOperation',
      summary: 'Progress and outcome of an operation',
      tags: ['Operations'],
      responses: { 200: { description: 'The operation', schema: ref('Operation') } },
    },
    {
      method: 'post',
      path: '/operations/{id}/reversals',
      operationId: 'reverseOperation',
      summary: 'Take an operation back',
      tags: ['Operations'],
      responses: { 202: { description: 'The reversal has begun', schema: ref('Operation') } },
    },
    {
      method: 'get',
      path: '/activities',
      operationId: 'listActivities',
      summary: 'What happened',
      description:
        'Of one asset (`assetId`) for all who see it; else for those who may read the log, narrowed by who, what, on what and when.',
      tags: ['Activities'],
      query: listActivitiesValidator,
      responses: { 200: { description: 'A page of activities', schema: listOf('Activity') } },
    },
  ],
})
