import { describeApi, type ApiRoute } from '#core/http/index'
import { fileValidator } from './validators/file_validator.ts'
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

const FILE = { path: '/assets/{id}/file', tags: ['Files'], headers, responses, query: fileValidator }
const SIDECAR = { path: '/assets/{id}/metadata.xmp', tags: ['Files'], headers, responses }
const RENDITION = { path: '/assets/{id}/renditions/{name}', tags: ['Files'], headers, responses, query: renditionValidator }

describeApi({
  routes: [
    {
      ...FILE,
      method: 'get',
      operationId: 'downloadFile',
      summary: 'The original, byte for byte',
      description:
        'With `?download=1` as an attachment under its file name. With `?metadata=embed` a copy in which what you may know of the asset is written as XMP, IPTC and EXIF; `metadata_not_embeddable` where the format has no safe place for it. The original never changes.',
    },
    { ...FILE, method: 'head', operationId: 'inspectFile', summary: 'Size and type of the original' },
    {
      ...SIDECAR,
      method: 'get',
      operationId: 'downloadSidecar',
      summary: 'The metadata of an asset as XMP',
      description: 'What you may know of it, to lie beside its file, whatever the format of that.',
    },
    { ...SIDECAR, method: 'head', operationId: 'inspectSidecar', summary: 'Size of the metadata as XMP' },
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
