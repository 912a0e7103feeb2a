import { describeApi, ref } from '#core/http/index'
import { mergeTagsValidator } from '../validators/asset_validators.ts'

describeApi({
  routes: [
    {
      method: 'post',
      path: '/tags/{id}/merges',
      operationId: 'mergeTag',
      summary: 'Merge a tag into another',
      description: 'Assets of the first have the other instead, and its names become synonyms of that.',
      tags: ['Tags'],
      requestBody: mergeTagsValidator,
      responses: { 201: { description: 'The tag it was merged into', schema: ref('Tag') }, 422: { description: 'They cannot be one' } },
    },
  ],
})
