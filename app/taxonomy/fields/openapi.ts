import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { PERMISSIONS } from '#identity'
import { FIELD_KINDS } from './field.ts'
import {
  ASSET_TYPES,
  createFieldValidator,
  fieldOrderValidator,
  listFieldsValidator,
  updateFieldValidator,
} from './validators/field_validators.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const moment = { type: 'string', format: 'date-time' }
const permission = { enum: [...PERMISSIONS, null] }

const FIELD: JsonSchema = {
  type: 'object',
  description: 'A custom metadata field. Assets have it as `fields.<key>`.',
  required: ['id', 'key', 'brandId', 'label', 'kind', 'isRequired', 'choices'],
  properties: {
    id: text,
    key: { ...text, description: 'Its name in the API; never changes, and no two fields have the same.' },
    brandId: { ...maybeText, description: 'Null is a field of every brand.' },
    label: text,
    help: maybeText,
    kind: { enum: [...FIELD_KINDS], description: 'Stays once some asset has a value.' },
    group: { ...maybeText, description: 'The heading under which it stands.' },
    assetTypes: { type: 'array', items: { enum: [...ASSET_TYPES] }, description: 'None named is all.' },
    isRequired: { type: 'boolean', description: 'Asked for at uploads, and cannot be emptied.' },
    default: { description: 'What an upload gets that says nothing of it.' },
    pattern: { ...maybeText, description: 'A regular expression (RE2) that the whole of a text or web address matches.' },
    min: { type: ['number', 'string', 'null'], description: 'Of a number, a day, or the length of a text.' },
    max: { type: ['number', 'string', 'null'] },
    choices: {
      type: 'array',
      description: 'What is left out of a change is taken away; where some asset has it, it is archived.',
      items: { type: 'object', properties: { value: text, label: text, isArchived: { type: 'boolean' } } },
    },
    condition: {
      type: ['object', 'null'],
      description: 'Shown and required only where another field, by its key, has one of these values.',
      properties: { field: text, values: { type: 'array', items: text } },
    },
    seenBy: { ...permission, description: 'The permission that one needs to see it; null is everybody who sees the asset.' },
    editedBy: { ...permission, description: 'The permission that one needs to write it; null is everybody who edits the asset.' },
    isSearchable: { type: 'boolean', description: 'Whether assets are found by its words.' },
    isFilterable: { type: 'boolean', description: 'Whether it stands among the filters of the library.' },
    mappedFrom: { type: 'array', items: text, description: 'Tags of files as exiftool names them, such as `XMP-dc:Source`.' },
    createdAt: moment,
    updatedAt: moment,
    deletedAt: { type: ['string', 'null'], format: 'date-time' },
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Fields']
const field = { description: 'The field', schema: ref('Field') }
const fields = { description: 'All of them, in their order', schema: listOf('Field') }
const refused = { description: 'It contradicts itself: `errors` says where' }
const NEEDS = 'Needs the permission `fields.manage`: in its brand, or everywhere for a field of every brand.'

describeApi({
  schemas: { Field: FIELD },
  routes: [
    {
      method: 'get',
      path: '/fields',
      operationId: 'listFields',
      summary: 'List custom metadata fields',
      tags,
      query: listFieldsValidator,
      responses: { 200: fields },
    },
    {
      method: 'post',
      path: '/fields',
      operationId: 'createField',
      summary: 'Add a field',
      description: `${NEEDS} Without \`key\` it gets one made of its label.`,
      tags,
      headers: [
        { name: 'Idempotency-Key', description: 'Any text of your own. The same request sent again within a day gets the first answer.' },
      ],
      requestBody: createFieldValidator,
      responses: {
        201: { ...field, headers: { Location: 'The address of the field' } },
        409: { description: 'The key is used' },
        422: refused,
      },
    },
    {
      method: 'put',
      path: '/fields/order',
      operationId: 'orderFields',
      summary: 'Put fields into an order',
      description: 'Those that are not named stay where they stand.',
      tags,
      requestBody: fieldOrderValidator,
      responses: { 200: fields },
    },
    { method: 'get', path: '/fields/{id}', operationId: 'getField', summary: 'Get a field', tags, responses: { 200: field } },
    {
      method: 'patch',
      path: '/fields/{id}',
      operationId: 'updateField',
      summary: 'Change what a field is',
      description: NEEDS,
      tags,
      requestBody: updateFieldValidator,
      responses: { 200: field, 409: { description: 'Its kind stays: some asset has a value' }, 422: refused },
    },
    {
      method: 'delete',
      path: '/fields/{id}',
      operationId: 'deleteField',
      summary: 'Hide a field',
      description: `${NEEDS} What assets have in it is kept for 30 days, in which it can be brought back.`,
      tags,
      responses: { 204: { description: 'Hidden' } },
    },
    {
      method: 'post',
      path: '/fields/{id}/restorations',
      operationId: 'restoreField',
      summary: 'Bring a deleted field back, with its values',
      description: NEEDS,
      tags,
      responses: { 201: field },
    },
  ],
})
