import { describeApi, listOf, ref, type ApiRoute, type JsonSchema } from '#core/http/index'
import {
  createCatalogValidator,
  createCategoryValidator,
  exportValidator,
  listCatalogsValidator,
  listCategoriesValidator,
  updateCatalogValidator,
  updateCategoryValidator,
} from './validators/catalog_validators.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const moment = { type: 'string', format: 'date-time' }
const links = { type: 'object', properties: { self: text, page: text } }

const CATALOG: JsonSchema = {
  type: 'object',
  description: 'A tree of categories.',
  required: ['id', 'brandId', 'name', 'description'],
  properties: {
    id: text,
    brandId: { ...maybeText, description: 'The brand whose assets it orders; null orders those of all brands.' },
    name: text,
    description: maybeText,
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, categories: text, page: text } },
  },
}

const CATEGORY: JsonSchema = {
  type: 'object',
  description: 'A node of a catalogue; an asset may be in many.',
  required: ['id', 'catalogId', 'catalogName', 'parentId', 'name', 'code', 'depth', 'path', 'assetCount', 'hasNested'],
  properties: {
    id: text,
    catalogId: text,
    catalogName: text,
    parentId: { ...maybeText, description: 'The category that it stands in.' },
    name: text,
    code: { ...maybeText, description: 'What another system calls it; once in a catalogue.' },
    depth: { type: 'integer', description: '1 for those that stand in no other; at most 32.' },
    path: { ...text, description: 'The names from the top down to its own, with " > " between.' },
    assetCount: {
      type: ['integer', 'null'],
      description: 'Assets directly in it that you may see, without those in the trash; null where folders are closed to you.',
    },
    hasNested: { type: 'boolean' },
    createdAt: moment,
    updatedAt: moment,
    links,
  },
}

const IMPORTED: JsonSchema = {
  type: 'object',
  properties: { created: { type: 'integer' }, updated: { type: 'integer' }, unchanged: { type: 'integer' } },
}

const tags = ['Catalogues']
const idempotency = {
  name: 'Idempotency-Key',
  description: 'Any text of your own. The same request sent again within a day gets the first answer.',
}
const catalog = { description: 'The catalogue', schema: ref('Catalog') }
const category = { description: 'The category', schema: ref('Category') }
const taken = { description: 'The name or code is used already' }
const location = { Location: 'Its address' }

const CATALOG_ROUTES: ApiRoute[] = [
  {
    method: 'get',
    path: '/catalogs',
    operationId: 'listCatalogs',
    summary: 'List catalogues',
    description: 'By name. `brand` gives those that order the assets of that brand: its own and those of all.',
    tags,
    query: listCatalogsValidator,
    responses: { 200: { description: 'A page of catalogues', schema: listOf('Catalog') } },
  },
  {
    method: 'post',
    path: '/catalogs',
    operationId: 'createCatalog',
    summary: 'Make a catalogue',
    description: '`brandId` null makes one for the assets of all brands, which takes the permission everywhere.',
    tags,
    headers: [idempotency],
    requestBody: createCatalogValidator,
    responses: { 201: { ...catalog, headers: location }, 409: taken },
  },
  { method: 'get', path: '/catalogs/{id}', operationId: 'getCatalog', summary: 'Get a catalogue', tags, responses: { 200: catalog } },
  {
    method: 'patch',
    path: '/catalogs/{id}',
    operationId: 'updateCatalog',
    summary: 'Rename or describe a catalogue',
    tags,
    requestBody: updateCatalogValidator,
    responses: { 200: catalog, 409: taken },
  },
  {
    method: 'delete',
    path: '/catalogs/{id}',
    operationId: 'deleteCatalog',
    summary: 'Delete a catalogue with its categories',
    description: 'The assets stay. It can be brought back for 30 days, and they are in its categories again.',
    tags,
    responses: { 204: { description: 'Deleted' } },
  },
  {
    method: 'post',
    path: '/catalogs/{id}/restorations',
    operationId: 'restoreCatalog',
    summary: 'Bring a deleted catalogue back',
    tags,
    responses: { 201: catalog, 409: taken },
  },
  {
    method: 'post',
    path: '/catalogs/{id}/imports',
    operationId: 'importCategories',
    summary: 'Bring a file of categories in',
    description:
      'CSV with a column `path` (names with `|`, `>` or `/` between), with `name`, `code` and `parent`, or with `name` and the `path` of what it stands in. JSON with concepts of `prefLabel`, `broader` and `notation`. What the catalogue has by code, or else by path, is renamed and moved; the rest is made; what the file does not name stays. A file with an error changes nothing. JSON of more than 2 MB goes as `application/ld+json`.',
    tags,
    headers: [idempotency],
    requestBody: { content: { 'text/csv': { schema: text }, 'application/json': { schema: {} }, 'application/ld+json': { schema: {} } } },
    responses: { 201: { description: 'What it changed', schema: IMPORTED }, 422: { description: 'What is wrong, row by row' } },
  },
  {
    method: 'get',
    path: '/catalogs/{id}/exports',
    operationId: 'exportCatalog',
    summary: 'All categories of a catalogue as a file',
    description: 'As CSV or as JSON with concepts, which an import takes.',
    tags,
    query: exportValidator,
    responses: { 200: { description: 'The file', content: { 'text/csv': { schema: text }, 'application/json': { schema: {} } } } },
  },
]

const CATEGORY_ROUTES: ApiRoute[] = [
  {
    method: 'get',
    path: '/categories',
    operationId: 'listCategories',
    summary: 'List and find categories',
    description:
      '`catalog` with `parent=none` gives the top of a catalogue, `parent=<id>` what stands in a category, in their order; `text` finds parts of names and the beginning of codes.',
    tags,
    query: listCategoriesValidator,
    responses: { 200: { description: 'A page of categories', schema: listOf('Category') } },
  },
  {
    method: 'post',
    path: '/categories',
    operationId: 'createCategory',
    summary: 'Add a category',
    description: 'Behind its siblings, or before the one that `before` names.',
    tags,
    headers: [idempotency],
    requestBody: createCategoryValidator,
    responses: { 201: { ...category, headers: location }, 409: taken, 422: { description: 'It cannot stand there' } },
  },
  { method: 'get', path: '/categories/{id}', operationId: 'getCategory', summary: 'Get a category', tags, responses: { 200: category } },
  {
    method: 'patch',
    path: '/categories/{id}',
    operationId: 'updateCategory',
    summary: 'Rename, move or reorder a category',
    description: '`parentId` moves it with all that is in it, null to the top; `before` names the sibling to stand before, null is last.',
    tags,
    requestBody: updateCategoryValidator,
    responses: { 200: category, 409: taken, 422: { description: 'It cannot stand there' } },
  },
  {
    method: 'delete',
    path: '/categories/{id}',
    operationId: 'deleteCategory',
    summary: 'Delete a category and those in it',
    description: 'The assets stay. It can be brought back for 30 days.',
    tags,
    responses: { 204: { description: 'Deleted' } },
  },
  {
    method: 'post',
    path: '/categories/{id}/restorations',
    operationId: 'restoreCategory',
    summary: 'Bring a deleted category back',
    tags,
    responses: { 201: category, 409: taken },
  },
]

describeApi({ schemas: { Catalog: CATALOG, Category: CATEGORY }, routes: [...CATALOG_ROUTES, ...CATEGORY_ROUTES] })
