import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { createTemplateValidator, listTemplatesValidator, updateTemplateValidator } from './validators.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }

const TEMPLATE: JsonSchema = {
  type: 'object',
  description: 'Values by which assets are described, under a name: for uploads and imports.',
  required: ['id', 'name', 'brandId', 'values'],
  properties: {
    id: text,
    name: text,
    brandId: { type: ['string', 'null'], description: 'Null is for assets of every brand.' },
    values: {
      type: 'object',
      description: 'As a change of an asset takes them: columns, `keywords`, `tags` by name, `categories` by id, `fields` by key.',
    },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Metadata templates']
const path = '/metadata-templates'
const template = { description: 'The template', schema: ref('MetadataTemplate') }
const taken = { description: 'The name is used for these brands' }

describeApi({
  schemas: { MetadataTemplate: TEMPLATE },
  routes: [
    {
      method: 'get',
      path,
      operationId: 'listMetadataTemplates',
      summary: 'List metadata templates',
      description: 'By name; with `brand` those for its assets, those of every brand included.',
      tags,
      query: listTemplatesValidator,
      responses: { 200: { description: 'The templates', schema: listOf('MetadataTemplate') } },
    },
    {
      method: 'post',
      path,
      operationId: 'createMetadataTemplate',
      summary: 'Make a metadata template',
      description: 'Needs `templates.manage` in its brand, or everywhere where it is for every brand.',
      tags,
      headers: [
        { name: 'Idempotency-Key', description: 'Any text of your own. The same request sent again within a day gets the first answer.' },
      ],
      requestBody: createTemplateValidator(),
      responses: { 201: { ...template, headers: { Location: 'The address of the template' } }, 409: taken },
    },
    {
      method: 'get',
      path: `${path}/{id}`,
      operationId: 'getMetadataTemplate',
      summary: 'Get a metadata template',
      tags,
      responses: { 200: template },
    },
    {
      method: 'patch',
      path: `${path}/{id}`,
      operationId: 'updateMetadataTemplate',
      summary: 'Rename a metadata template, or give it other values',
      description: '`values` are replaced as a whole.',
      tags,
      requestBody: updateTemplateValidator(),
      responses: { 200: template, 409: taken },
    },
    {
      method: 'delete',
      path: `${path}/{id}`,
      operationId: 'deleteMetadataTemplate',
      summary: 'Delete a metadata template',
      description: 'Assets keep what it gave them.',
      tags,
      responses: { 204: { description: 'Deleted' } },
    },
  ],
})
