import { describeApi, listOf, ref, type ApiRoute, type JsonSchema } from '#core/http/index'
import { createFolderValidator, listFoldersValidator, updateFolderValidator } from './validators/folder_validators.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }

const FOLDER: JsonSchema = {
  type: 'object',
  description: 'A place for assets of one brand; an asset is in one at most.',
  required: ['id', 'brandId', 'parentId', 'name', 'depth', 'path', 'assetCount', 'assetTotal', 'hasNested'],
  properties: {
    id: text,
    brandId: text,
    parentId: { type: ['string', 'null'], description: 'The folder that it stands in.' },
    name: text,
    depth: { type: 'integer', description: '1 for those that stand in no other; at most 32.' },
    path: { ...text, description: 'The names from the top down to its own, with " > " between.' },
    assetCount: { type: 'integer', description: 'Assets directly in it, without those in the trash.' },
    assetTotal: { type: 'integer', description: 'The same with those in the folders within it.' },
    hasNested: { type: 'boolean' },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Folders']
const idempotency = {
  name: 'Idempotency-Key',
  description: 'Any text of your own. The same request sent again within a day gets the first answer.',
}
const folder = { description: 'The folder', schema: ref('Folder') }
const taken = { description: 'The name is used at this place already' }
const refused = { description: 'It cannot stand there' }

const ROUTES: ApiRoute[] = [
  {
    method: 'get',
    path: '/folders',
    operationId: 'listFolders',
    summary: 'List and find folders',
    description: 'By name. `parent=none` gives the top, `parent=<id>` what stands in a folder; `text` finds parts of names.',
    tags,
    query: listFoldersValidator,
    responses: { 200: { description: 'A page of folders', schema: listOf('Folder') } },
  },
  {
    method: 'post',
    path: '/folders',
    operationId: 'createFolder',
    summary: 'Make a folder',
    description: 'In the brand of the folder that `parentId` names, or at the top of the brand that `brandId` names.',
    tags,
    headers: [idempotency],
    requestBody: createFolderValidator,
    responses: { 201: { ...folder, headers: { Location: 'Its address' } }, 409: taken, 422: refused },
  },
  { method: 'get', path: '/folders/{id}', operationId: 'getFolder', summary: 'Get a folder', tags, responses: { 200: folder } },
  {
    method: 'patch',
    path: '/folders/{id}',
    operationId: 'updateFolder',
    summary: 'Rename or move a folder',
    description: '`parentId` moves it with all that is in it, null to the top. It stays in its brand.',
    tags,
    requestBody: updateFolderValidator,
    responses: { 200: folder, 409: taken, 422: refused },
  },
  {
    method: 'delete',
    path: '/folders/{id}',
    operationId: 'deleteFolder',
    summary: 'Delete a folder and those in it',
    description: 'The assets stay, and are in no folder. It can be brought back for 30 days, with those that are in no other by then.',
    tags,
    responses: { 204: { description: 'Deleted' } },
  },
  {
    method: 'post',
    path: '/folders/{id}/restorations',
    operationId: 'restoreFolder',
    summary: 'Bring a deleted folder back',
    tags,
    responses: { 201: folder, 409: taken },
  },
]

describeApi({ schemas: { Folder: FOLDER }, routes: ROUTES })
