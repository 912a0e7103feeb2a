import { describeApi, type ApiRoute } from '#core/http/index'

const tus = { name: 'Tus-Resumable', description: '`1.0.0`', required: true }
const common = { tags: ['Uploads'], headers: [tus] }
const offset = { 'Upload-Offset': 'How many bytes are here' }

const routes: ApiRoute[] = [
  {
    ...common,
    method: 'post',
    path: '/uploads',
    operationId: 'createUpload',
    summary: 'Begin a resumable upload (tus 1.0)',
    description:
      '`Upload-Metadata` takes `filename` and, optional, `brandId`, `name`, `title`, `description`, `keywords` and `keepBoth` (`1` to add a file that is already in the library).',
    headers: [
      tus,
      { name: 'Upload-Length', description: 'Bytes', required: true },
      { name: 'Upload-Metadata', description: 'Keys with base64 values, separated by commas' },
    ],
    responses: { 201: { description: 'Begun', headers: { Location: 'Where to send the bytes' } } },
  },
  {
    ...common,
    method: 'options',
    path: '/uploads',
    operationId: 'describeUploads',
    summary: 'What this tus server can do',
    headers: [],
    responses: { 204: { description: 'The capabilities, in headers' } },
  },
  {
    ...common,
    method: 'head',
    path: '/uploads/{id}',
    operationId: 'inspectUpload',
    summary: 'How far an upload got',
    responses: { 200: { description: 'The offset', headers: offset } },
  },
  {
    ...common,
    method: 'patch',
    path: '/uploads/{id}',
    operationId: 'continueUpload',
    summary: 'Send the next bytes',
    requestBody: { content: { 'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' } } } },
    headers: [tus, { name: 'Upload-Offset', description: 'Where these bytes begin', required: true }],
    responses: {
      204: {
        description: 'Taken',
        headers: { ...offset, 'Damson-Asset': 'With the last bytes: JSON `{ id, duplicateOf, leftOut }` of the new asset' },
      },
      409: { description: 'Wrong offset, or the file is already in the library (`duplicate`)' },
    },
  },
  {
    ...common,
    method: 'delete',
    path: '/uploads/{id}',
    operationId: 'cancelUpload',
    summary: 'Give an upload up',
    responses: { 204: { description: 'Forgotten' } },
  },
  {
    ...common,
    method: 'options',
    path: '/uploads/{id}',
    operationId: 'describeUpload',
    summary: 'What this tus server can do',
    headers: [],
    responses: { 204: { description: 'The capabilities, in headers' } },
  },
]

describeApi({ routes })
