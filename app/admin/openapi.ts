import { describeApi, listOf } from '#core/http/index'
import { listDeadLettersValidator } from './validators/dead_letters.ts'

const text = { type: 'string' }
const NEEDS = 'Needs the permission `jobs.manage` everywhere.'

describeApi({
  schemas: {
    DeadLetter: {
      type: 'object',
      description: 'A background job that failed on its last try.',
      required: ['id', 'name', 'queue', 'payload', 'attempts', 'error', 'failedAt'],
      properties: {
        id: text,
        name: { ...text, description: 'Which job it was, such as `files.digest_blob`.' },
        queue: text,
        payload: { type: 'object', description: 'What it was to work on.' },
        attempts: { type: 'integer' },
        error: { ...text, description: 'Why the last try failed.' },
        failedAt: { ...text, format: 'date-time' },
      },
    },
  },
  routes: [
    {
      method: 'get',
      path: '/dead-letters',
      operationId: 'listDeadLetters',
      summary: 'List jobs that failed for good',
      description: NEEDS,
      tags: ['Jobs'],
      query: listDeadLettersValidator,
      responses: { 200: { description: 'A page of dead letters, newest first', schema: listOf('DeadLetter') } },
    },
    {
      method: 'delete',
      path: '/dead-letters/{id}',
      operationId: 'removeDeadLetter',
      summary: 'Give a failed job up',
      description: NEEDS,
      tags: ['Jobs'],
      responses: { 204: { description: 'Removed' } },
    },
    {
      method: 'post',
      path: '/dead-letters/{id}/revivals',
      operationId: 'reviveDeadLetter',
      summary: 'Put a failed job back to work',
      description: `${NEEDS} It leaves the list and gets all its tries again; should it fail again, it comes back under another id.`,
      tags: ['Jobs'],
      responses: { 204: { description: 'It waits for a worker' } },
    },
  ],
})
