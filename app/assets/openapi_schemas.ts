import type { JsonSchema } from '#core/http/index'
import { COLOURS, MEDIA_TYPES } from '#files'
import { SHAPES, SOURCES } from './models/asset.ts'
import { OPERATION_KINDS } from './models/operation.ts'

const text = { type: 'string' }
const maybe = (type: string, more: JsonSchema = {}) => ({ type: [type, 'null'], ...more })
const moment = { type: 'string', format: 'date-time' }
const rendition = {
  type: ['object', 'null'],
  required: ['url', 'width', 'height'],
  properties: { url: text, width: { type: 'integer' }, height: { type: 'integer' } },
}

export const ASSET: JsonSchema = {
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
    leftOut: {
      type: 'array',
      description: 'Answered to an upload with a template alone: what of that was not applied, and why.',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
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

export const OPERATION: JsonSchema = {
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

export const ACTIVITY: JsonSchema = {
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

export const FACETS: JsonSchema = {
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

export const MULTIPART = {
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
        templateId: { ...text, description: 'A metadata template; what stands beside it goes before.' },
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

const COUNTED = { type: 'integer', minimum: 0 }

export const FORESEEN_MOVE: JsonSchema = {
  type: 'object',
  required: ['brandId', 'assets', 'isSample', 'moving', 'staying', 'leaving'],
  properties: {
    brandId: { type: 'string' },
    assets: { ...COUNTED, description: 'How many were looked at.' },
    isSample: { type: 'boolean', description: 'True where there are more, which were not looked at.' },
    moving: COUNTED,
    staying: {
      type: 'array',
      items: { type: 'object', required: ['reason', 'assets'], properties: { reason: { type: 'string' }, assets: COUNTED } },
    },
    leaving: {
      type: 'object',
      description: 'What assets would leave behind, by kind: `tags`, `categories`, `campaigns`, `collections`, `folder`, `fields`.',
      additionalProperties: {
        type: 'object',
        required: ['assets', 'names'],
        properties: {
          assets: COUNTED,
          names: { type: 'array', items: { type: 'string' }, description: 'Some of them, where they may be told.' },
        },
      },
    },
  },
}
