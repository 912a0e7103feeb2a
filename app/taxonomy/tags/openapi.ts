import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { TAG_KINDS } from './models/tag.ts'
import { createTagValidator, listTagsValidator, updateTagValidator } from './validators/tag_validators.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const moment = { type: 'string', format: 'date-time' }

const TAG: JsonSchema = {
  type: 'object',
  description: 'A word of a brand’s vocabulary.',
  required: ['id', 'brandId', 'kind', 'name', 'synonyms', 'parentId', 'assetCount'],
  properties: {
    id: text,
    brandId: text,
    kind: { enum: [...TAG_KINDS], description: '`label` is seen by those only who may edit assets.' },
    name: text,
    synonyms: { type: 'array', items: text, description: 'Other words by which it is found and meant.' },
    parentId: { ...maybeText, description: 'The wider tag; asking for that finds this too.' },
    assetCount: {
      type: ['integer', 'null'],
      description: 'Assets that have it, without those in the trash; null where folders are closed to you.',
    },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Tags']
const tag = { description: 'The tag', schema: ref('Tag') }
const taken = { description: 'The name or a synonym is used in this brand' }

describeApi({
  schemas: { Tag: TAG },
  routes: [
    {
      method: 'get',
      path: '/tags',
      operationId: 'listTags',
      summary: 'List and find tags',
      description:
        '`text` finds parts of names and synonyms; with `sort=use` the most used come first, as for suggestions. `parent=none` gives those that stand under no other.',
      tags,
      query: listTagsValidator,
      responses: { 200: { description: 'A page of tags', schema: listOf('Tag') } },
    },
    {
      method: 'post',
      path: '/tags',
      operationId: 'createTag',
      summary: 'Add a tag to a vocabulary',
      tags,
      headers: [
        { name: 'Idempotency-Key', description: 'Any text of your own. The same request sent again within a day gets the first answer.' },
      ],
      requestBody: createTagValidator,
      responses: { 201: { ...tag, headers: { Location: 'The address of the tag' } }, 409: taken },
    },
    { method: 'get', path: '/tags/{id}', operationId: 'getTag', summary: 'Get a tag', tags, responses: { 200: tag } },
    {
      method: 'patch',
      path: '/tags/{id}',
      operationId: 'updateTag',
      summary: 'Rename a tag, change its synonyms, or move it under another',
      description: 'Assets keep it. The search follows within moments.',
      tags,
      requestBody: updateTagValidator,
      responses: { 200: tag, 409: taken, 422: { description: 'It cannot stand there' } },
    },
    {
      method: 'delete',
      path: '/tags/{id}',
      operationId: 'deleteTag',
      summary: 'Take a tag out of the vocabulary',
      description: 'Assets lose it. It can be brought back for 30 days, and they have it again. Tags under it move up.',
      tags,
      responses: { 204: { description: 'Deleted' } },
    },
    {
      method: 'post',
      path: '/tags/{id}/restorations',
      operationId: 'restoreTag',
      summary: 'Bring a deleted tag back',
      tags,
      responses: { 201: tag, 409: { description: 'Its name is used meanwhile' } },
    },
  ],
})
