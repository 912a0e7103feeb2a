import { describeApi, listOf, ref } from '#core/http/index'
import { RELATION_KINDS } from './kinds.ts'
import { relateValidator } from './validators.ts'

const text = { type: 'string' }
const tags = ['Assets']

describeApi({
  schemas: {
    AssetRelation: {
      type: 'object',
      description: 'What an asset is to another one.',
      required: ['id', 'kind', 'isInverse', 'asset'],
      properties: {
        id: text,
        kind: { enum: [...RELATION_KINDS] },
        isInverse: {
          type: 'boolean',
          description: 'The other one is this to the asset that was asked about: it is part of it, and so on.',
        },
        asset: {
          type: 'object',
          properties: {
            id: text,
            name: text,
            type: text,
            thumb: { type: ['object', 'null'], description: 'As among the renditions of an asset.' },
          },
        },
      },
    },
  },
  routes: [
    {
      method: 'get',
      path: '/assets/{id}/relations',
      operationId: 'listAssetRelations',
      summary: 'What an asset is related to',
      description: 'In both directions. What you may not see, or lies in the trash, is left out.',
      tags,
      responses: { 200: { description: 'All of them', schema: listOf('AssetRelation') } },
    },
    {
      method: 'post',
      path: '/assets/{id}/relations',
      operationId: 'relateAsset',
      summary: 'Relate an asset to another',
      tags,
      requestBody: relateValidator,
      responses: {
        201: { description: 'The relation', schema: ref('AssetRelation') },
        409: { description: 'They are related so already' },
      },
    },
    {
      method: 'delete',
      path: '/assets/{id}/relations/{relationId}',
      operationId: 'unrelateAsset',
      summary: 'Take a relation back',
      description: 'From either of the two assets.',
      tags,
      responses: { 204: { description: 'It is gone' } },
    },
  ],
})
