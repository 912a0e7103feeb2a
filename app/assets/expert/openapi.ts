import { describeApi } from '#core/http/index'
import { searchWordsValidator } from '../validators/asset_validators.ts'

describeApi({
  schemas: {
    SearchWord: {
      type: 'object',
      description: 'How the last word of a search may go on.',
      required: ['text', 'label', 'count'],
      properties: {
        text: { type: 'string', description: 'What replaces the last word.' },
        label: { type: 'string' },
        count: { type: ['integer', 'null'], description: 'How many assets it has, where that is known.' },
      },
    },
  },
  routes: [
    {
      method: 'get',
      path: '/search-words',
      operationId: 'suggestSearchWords',
      summary: 'Complete what is typed for a search',
      description:
        'Lists of assets take `q`, such as `q=tag:summer -status:draft width>2000 "exact phrase"`. Give what is typed of it so far as `text`.',
      tags: ['Assets'],
      query: searchWordsValidator,
      responses: {
        200: {
          description: 'What the last word may become',
          schema: {
            type: 'object',
            required: ['data'],
            properties: { data: { type: 'array', items: { $ref: '#/components/schemas/SearchWord' } } },
          },
        },
      },
    },
  ],
})
