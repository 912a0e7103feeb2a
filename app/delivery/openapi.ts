import { describeApi, type ApiRoute } from '#core/http/index'
import { renditionValidator } from './validators/rendition_validator.ts'

const headers = [
  { name: 'Range', description: 'One range of bytes, such as `bytes=0-1023`.' },
  { name: 'If-None-Match', description: 'An ETag you have: answered by 304 where nothing changed.' },
]
const binary = { '*/*': { schema: { type: 'string', format: 'binary' } } }
const responses: ApiRoute['responses'] = {
  200: { description: 'The bytes', content: binary, headers: { 'ETag': 'Names the content', 'Accept-Ranges': '`bytes`' } },
  206: { description: 'The part asked for', content: binary, headers: { 'Content-Range': 'Which part it is' } },
  304: { description: 'Nothing changed' },
  416: { description: 'The range lies beyond the end' },
}

const FILE = { path: '/assets/{id}/file', tags: ['Files'], headers, responses }
const RENDITION = { path: '/assets/{id}/renditions/{name}', tags: ['Files'], headers, responses, query: renditionValidator }

describeApi({
  routes: [
    {
      ...FILE,
      method: 'get',
      operationId: 'downloadFile',
      summary: 'The original, byte for byte',
      description: 'With `?download=1` as an attachment under its file name.',
    },
    { ...FILE, method: 'head', operationId: 'inspectFile', summary: 'Size and type of the original' },
    {
      ...RENDITION,
      method: 'get',
      operationId: 'getRendition',
      summary: 'A picture of an asset',
      description: '`thumb` (480 px), `preview` (2048 px), or `image` with `width`, `height`, `fit`, `format`, `quality` and `page`.',
    },
    { ...RENDITION, method: 'head', operationId: 'inspectRendition', summary: 'Size and type of a picture' },
  ],
})
