import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { addMemberValidator, changeMemberValidator } from './validators.ts'

const text = { type: 'string' }

const MEMBER: JsonSchema = {
  type: 'object',
  description: 'A person or a group that a collection names. What they may do holds for the collections in it, too.',
  required: ['id', 'kind', 'subjectId', 'name', 'level', 'mayShare', 'createdAt'],
  properties: {
    id: text,
    kind: { enum: ['user', 'group'] },
    subjectId: { ...text, description: 'The id of the person or of the group.' },
    name: text,
    level: { enum: ['see', 'fill', 'manage'], description: 'Each holds what stands before it.' },
    mayShare: {
      type: 'boolean',
      description: 'Whether they may name others, with no more than they may do themselves. Who manages may anyway.',
    },
    createdAt: { type: 'string', format: 'date-time' },
  },
}

const tags = ['Collections']
const member = { description: 'The member', schema: ref('CollectionMember') }
const refused = { description: 'Nobody is meant, or the right is more than one has' }

describeApi({
  schemas: { CollectionMember: MEMBER },
  routes: [
    {
      method: 'get',
      path: '/collections/{id}/members',
      operationId: 'listCollectionMembers',
      summary: 'List who is named in a collection',
      description: 'For those who may share it. What others may do is `others` of the collection.',
      tags,
      responses: { 200: { description: 'At most 200, by name', schema: listOf('CollectionMember') } },
    },
    {
      method: 'post',
      path: '/collections/{id}/members',
      operationId: 'addCollectionMember',
      summary: 'Name a person or a group in a collection',
      description:
        '`who` is an e-mail address, a whole name, the name of a group, or an id. A personal collection can be seen and filled by others, and managed by its owner alone.',
      tags,
      requestBody: addMemberValidator,
      responses: { 201: member, 409: { description: 'Named already' }, 422: refused },
    },
    {
      method: 'patch',
      path: '/collections/{id}/members/{memberId}',
      operationId: 'changeCollectionMember',
      summary: 'Change what a member may do',
      tags,
      requestBody: changeMemberValidator,
      responses: { 200: member, 422: refused },
    },
    {
      method: 'delete',
      path: '/collections/{id}/members/{memberId}',
      operationId: 'removeCollectionMember',
      summary: 'Take a member out of a collection',
      tags,
      responses: { 204: { description: 'Removed' } },
    },
  ],
})
