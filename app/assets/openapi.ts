import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { COLOURS, MEDIA_TYPES } from '#files'
import { SHAPES, SOURCES } from './models/asset.ts'
import { updateAssetValidator } from './validators/edit_validators.ts'
import { OPERATION_KINDS } from './models/operation.ts'
import { listActivitiesValidator } from './validators/activity_validators.ts'
import { facetsValidator, listAssetsValidator, listValidator, startOperationValidator } from './validators/asset_validators.ts'

const text = { type: 'string' }
const maybe = (type: string, more: JsonSchema = {}) => ({ type: [type, 'null'], ...more })
const moment = { type: 'string', format: 'date-time' }
const rendition = {
  type: ['object', 'null'],
  required: ['url', 'width', 'height'],
  properties: { url: text, width: { type: 'integer' }, height: { type: 'integer' } },
}

const ASSET: JsonSchema = {
  type: 'object',
  description: 'The card people see. `sha256`, `size` and dimensions are those of its current version.',
  required: ['id', 'name', 'fileName', 'type', 'mimeType', 'size', 'sha256', 'processingStatus', 'brandId', 'createdAt', 'version'],
  properties: {
    id: text,
    name: text,
    fileName: { ...text, description: 'The name of the file as it was uploaded; never changes.' },
    title: maybe('string'),
    description: maybe('string'),
    altText: maybe('string'),
    copyright: maybe('string'),
    sourceUrl: maybe('string'),
    keywords: { type: 'array', items: text, description: 'What the file says it shows.' },
    tags: {
      type: 'array',
      description: 'Written as an array of names. Those that the brand does not know are made, where its vocabulary is open.',
      items: { type: 'object', properties: { id: text, name: text, kind: { enum: ['tag', 'label'] } } },
    },
    categories: {
      type: 'array',
      description: 'Where it stands in catalogues. Written as an array of ids, of catalogues of its brand or of all.',
      items: { type: 'object', properties: { id: text, name: text, path: text, catalogId: text, catalogName: text } },
    },
    campaigns: {
      type: 'array',
      description: 'What it is for. Written as an array of ids or names; empty for those who may not know of campaigns.',
      items: { type: 'object', properties: { id: text, name: text, isArchived: { type: 'boolean' } } },
    },
    folder: {
      type: ['object', 'null'],
      description: 'The one folder that it is in. Written as `folderId`, the id of a folder of its brand; null takes it out.',
      properties: { id: text, name: text, path: text },
    },
    fields: {
      type: 'object',
      description:
        'Custom fields by their keys, as /fields describes them: texts, numbers, days, true or false, lists of choices, ids of people. Those that are empty, or that you may not see, are left out. Written the same way; null empties.',
      additionalProperties: true,
    },
    missingFields: { type: 'integer', description: 'How many required custom fields are empty.' },
    rating: maybe('integer', { minimum: 1, maximum: 5 }),
    expiresAt: maybe('string', { format: 'date-time', description: 'When it is no longer to be used.' }),
    licence: maybe('string'),
    usageTerms: maybe('string'),
    territory: maybe('string'),
    channels: maybe('string'),
    usageFrom: maybe('string', { format: 'date-time' }),
    usageUntil: maybe('string', { format: 'date-time' }),
    creditLine: maybe('string'),
    source: { enum: [...SOURCES], description: 'Where it came from; never changes.' },
    type: { enum: [...MEDIA_TYPES] },
    mimeType: { ...text, description: 'Found out from the content.' },
    size: { type: 'integer', description: 'Bytes.' },
    sha256: { ...text, pattern: '^[0-9a-f]{64}$' },
    width: maybe('integer', { description: 'Pixels, as displayed.' }),
    height: maybe('integer', { description: 'Pixels, as displayed.' }),
    durationSeconds: maybe('number'),
    pageCount: maybe('integer'),
    dpi: maybe('integer'),
    colorSpace: maybe('string'),
    orientation: { enum: [...SHAPES, null] },
    colour: { enum: [...COLOURS, null], description: 'The colour that most of it has.' },
    processingStatus: { enum: ['processing', 'ready', 'failed'] },
    processingError: { type: ['object', 'null'], properties: { code: text, message: text } },
    availability: { enum: ['public', 'automatic', 'internal'] },
    reviewStatus: { enum: ['draft', 'inReview', 'approved', 'rejected', 'archived'] },
    isPrivate: { type: 'boolean' },
    brandId: text,
    createdAt: moment,
    createdBy: { type: ['object', 'null'], properties: { id: text, name: maybe('string') } },
    updatedAt: moment,
    trashedAt: maybe('string', { format: 'date-time' }),
    purgeAt: maybe('string', { format: 'date-time', description: 'When it is removed for good; only in the trash.' }),
    version: { type: 'integer', description: 'The number of the current version, from 1.' },
    revision: { type: 'integer', description: 'Counts the changes of the card; part of its ETag.' },
    thumbHash: maybe('string', { description: 'A blurred picture of about 25 bytes (ThumbHash, base64).' }),
    renditions: { type: 'object', properties: { thumb: rendition, preview: rendition } },
    metadata: { type: 'object', description: 'What the file says about itself. In lists only the technical part.' },
    duplicateOf: {
      type: ['object', 'null'],
      description: 'An older asset of the same bytes that you may see.',
      properties: { id: text, name: text },
    },
    match: {
      type: 'array',
      description: 'Only in lists that were searched by words: the texts in which they were found, with where each begins and ends.',
      items: {
        type: 'object',
        properties: {
          field: text,
          text,
          marks: { type: 'array', items: { type: 'array', items: { type: 'integer' }, minItems: 2, maxItems: 2 } },
        },
      },
    },
    links: { type: 'object', properties: { self: text, file: text, page: text } },
  },
}

const OPERATION: JsonSchema = {
  type: 'object',
  required: ['id', 'kind', 'state', 'total', 'done', 'refused', 'failed'],
  properties: {
    id: text,
    kind: { ...text, description: `What is done: ${OPERATION_KINDS.join(', ')}, or a kind that another resource starts.` },
    state: { enum: ['running', 'done'] },
    total: { type: 'integer' },
    done: { type: 'integer' },
    refused: { type: 'integer' },
    failed: { type: 'integer' },
    reverses: maybe('string', { description: 'The operation that this one takes back.' }),
    createdAt: moment,
    finishedAt: maybe('string', { format: 'date-time' }),
    items: {
      type: 'array',
      description: 'Up to 200 of them, what was refused first. Only of a single operation.',
      items: {
        type: 'object',
        properties: { assetId: text, name: text, outcome: { enum: ['pending', 'done', 'refused', 'failed'] }, reason: maybe('string') },
      },
    },
  },
}

const ACTIVITY: JsonSchema = {
  type: 'object',
  required: ['id', 'action', 'subjectType', 'subjectId', 'via', 'createdAt'],
  properties: {
    id: text,
    actor: { type: ['object', 'null'], properties: { id: text, name: maybe('string') } },
    via: { enum: ['web', 'api', 'job', 'cli'] },
    action: { ...text, description: 'What happened, such as `asset.updated`.' },
    subjectType: text,
    subjectId: text,
    brandId: maybe('string'),
    cause: maybe('string', { description: 'The operation it was part of.' }),
    before: { type: ['object', 'null'] },
    after: { type: ['object', 'null'] },
    createdAt: moment,
  },
}

const FACETS: JsonSchema = {
  type: 'object',
  required: ['data', 'meta'],
  properties: {
    data: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'values'],
        properties: {
          name: { ...text, description: 'The name of the filter that narrows to one of the values.' },
          values: {
            type: 'array',
            items: { type: 'object', properties: { value: text, label: maybe('string'), count: { type: 'integer' } } },
          },
        },
      },
    },
    meta: {
      type: 'object',
      properties: { total: { type: 'integer' }, totalIsCapped: { type: 'boolean' }, isEstimated: { type: 'boolean' } },
    },
  },
}

const MULTIPART = {
  'multipart/form-data': {
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        brandId: text,
        name: text,
        title: text,
        description: text,
        altText: text,
        copyright: text,
        sourceUrl: text,
        keywords: { ...text, description: 'Separated by commas.' },
        tags: { ...text, description: 'Separated by commas.' },
        categories: { ...text, description: 'Ids, separated by commas.' },
        campaigns: { ...text, description: 'Ids or names, separated by commas.' },
        folderId: { ...text, description: 'A folder of the brand.' },
        folderPath: {
          ...text,
          description: 'Names with slashes between, below that folder or the top; what is missing is made by those who may make folders.',
        },
        fields: { ...text, description: 'Custom fields as JSON; or each by itself, as `fields.<key>`.' },
        duplicates: {
          enum: ['keep', 'refuse'],
          description: '`refuse` answers 409 where you can see an asset of the same content. Default: keep.',
        },
      },
    },
  },
}

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
  schemas: { Asset: ASSET, Operation: OPERATION, Activity: ACTIVITY },
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
        'Give either `ids` or a `query`, which takes the filters of the list of assets. `changes.set.fields`, and `add` and `remove` where one has several values, change custom fields.',
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
