import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { createViewValidator, listViewsValidator, updateViewValidator } from './validators.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }

const VIEW: JsonSchema = {
  type: 'object',
  description: 'A question about assets that is kept under a name: your own, or shared with those who may look into its brand.',
  required: ['id', 'name', 'query', 'brandId', 'isShared', 'isOwn', 'isDefault'],
  properties: {
    id: text,
    name: text,
    query: { type: 'object', description: 'The filters and the order, as the list of assets takes them.' },
    brandId: { type: ['string', 'null'], description: 'Whose people see it once it is shared; null is everybody.' },
    isShared: { type: 'boolean' },
    isOwn: { type: 'boolean' },
    isDefault: { type: 'boolean', description: 'Whether your library opens with it.' },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Views']
const view = { description: 'The view', schema: ref('View') }

describeApi({
  schemas: { View: VIEW },
  routes: [
    {
      method: 'get',
      path: '/views',
      operationId: 'listViews',
      summary: 'List saved views',
      description: 'Your own and those shared with you, by name; with `brand` those of that brand and of every brand.',
      tags,
      query: listViewsValidator,
      responses: { 200: { description: 'The views', schema: listOf('View') } },
    },
    {
      method: 'post',
      path: '/views',
      operationId: 'createView',
      summary: 'Save a view',
      description: 'Sharing it needs `collections.manage` in its brand, or everywhere where it has none.',
      tags,
      requestBody: createViewValidator(),
      responses: { 201: { ...view, headers: { Location: 'The address of the view' } } },
    },
    { method: 'get', path: '/views/{id}', operationId: 'getView', summary: 'Get a saved view', tags, responses: { 200: view } },
    {
      method: 'patch',
      path: '/views/{id}',
      operationId: 'updateView',
      summary: 'Rename, share or change a view, or open the library with it',
      tags,
      requestBody: updateViewValidator(),
      responses: { 200: view },
    },
    {
      method: 'delete',
      path: '/views/{id}',
      operationId: 'deleteView',
      summary: 'Delete a view',
      description: 'It can be brought back for 30 days.',
      tags,
      responses: { 204: { description: 'Deleted' } },
    },
    {
      method: 'post',
      path: '/views/{id}/restorations',
      operationId: 'restoreView',
      summary: 'Bring a deleted view back',
      tags,
      responses: { 201: view },
    },
  ],
})
