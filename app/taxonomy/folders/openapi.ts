import { describeApi, listOf, ref, type ApiRoute, type JsonSchema } from '#core/http/index'
import {
  createFolderValidator,
  folderAccessValidator,
  listFoldersValidator,
  updateFolderValidator,
} from './validators/folder_validators.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }

const FOLDER: JsonSchema = {
  type: 'object',
  description: 'A place for assets of one brand; an asset is in one at most.',
  required: ['id', 'brandId', 'parentId', 'name', 'depth', 'path', 'assetCount', 'assetTotal', 'hasNested', 'isRestricted'],
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
    isRestricted: { type: 'boolean', description: 'It, or a folder that it stands in, is open to some people only.' },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const named = {
  type: 'array',
  items: { type: 'object', required: ['id', 'name'], properties: { id: text, name: text } },
} satisfies JsonSchema

const ACCESS: JsonSchema = {
  type: 'object',
  description:
    'Who may see a folder and what is in it, beside those who may restrict folders of its brand. One must be let in here and by each in `inherited`.',
  required: ['isRestricted', 'users', 'groups', 'inherited'],
  properties: {
    isRestricted: { type: 'boolean', description: 'Whether it has a restriction of its own.' },
    users: named,
    groups: named,
    inherited: {
      type: 'array',
      description: 'The restrictions of the folders that it stands in, from the top.',
      items: {
        type: 'object',
        required: ['folder', 'users', 'groups'],
        properties: {
          folder: { type: 'object', required: ['id', 'name', 'path'], properties: { id: text, name: text, path: text } },
          users: named,
          groups: named,
        },
      },
    },
  },
}

const tags = ['Folders']
const idempotency = {
  name: 'Idempotency-Key',
  description: 'Any text of your own. The same request sent again within a day gets the first answer.',
}
const folder = { description: 'The folder', schema: ref('Folder') }
const access = { description: 'Who may see it', schema: ref('FolderAccess'), headers: { ETag: 'For If-Match' } }
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
  {
    method: 'get',
    path: '/folders/{id}/access',
    operationId: 'getFolderAccess',
    summary: 'See who may see a folder',
    tags,
    responses: { 200: access },
  },
  {
    method: 'put',
    path: '/folders/{id}/access',
    operationId: 'restrictFolder',
    summary: 'Restrict a folder to people and groups',
    description: 'To these and no others, with all that is in it. Without any, only those who may restrict folders see it.',
    tags,
    headers: [
      { name: 'If-Match', description: 'The ETag of the access as you know it. Sent, a change of somebody else is not overwritten.' },
    ],
    requestBody: folderAccessValidator,
    responses: {
      200: access,
      412: { description: 'It was changed meanwhile' },
      422: { description: 'Somebody named does not see the brand' },
    },
  },
  {
    method: 'delete',
    path: '/folders/{id}/access',
    operationId: 'openFolder',
    summary: 'End the restriction of a folder',
    description: 'Those of the folders that it stands in go on.',
    tags,
    responses: { 204: { description: 'Ended' }, 409: taken },
  },
]

describeApi({ schemas: { Folder: FOLDER, FolderAccess: ACCESS }, routes: ROUTES })
