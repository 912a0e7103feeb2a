import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { listValidator } from '../validators/asset_validators.ts'
import { KEYS, WRITTEN_COLUMNS } from './columns.ts'
import { checkImportValidator, importRowsValidator } from './validators.ts'

const text = { type: 'string' }
const count = { type: 'integer' }

const IMPORT: JsonSchema = {
  type: 'object',
  description: 'A table that was compared with the cards. Nothing is changed before it is carried out.',
  required: ['id', 'fileName', 'columns', 'rows', 'changes', 'refusals', 'unchanged', 'operationId'],
  properties: {
    id: text,
    fileName: text,
    columns: { type: 'array', items: text, description: 'Those that are written.' },
    ignoredColumns: { type: 'array', items: text, description: 'Those that nobody writes, such as the size of a file.' },
    rows: count,
    changes: { ...count, description: 'Rows that change something.' },
    refusals: { ...count, description: 'Rows that cannot be done.' },
    unchanged: count,
    operationId: { type: ['string', 'null'], description: 'The operation that carried it out.' },
    createdAt: { type: 'string', format: 'date-time' },
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const value = { type: ['string', 'number', 'null'] }

const ROW: JsonSchema = {
  type: 'object',
  required: ['line', 'assetId', 'name', 'changes', 'problems'],
  properties: {
    line: count,
    assetId: { type: ['string', 'null'] },
    name: { type: ['string', 'null'] },
    changes: { type: 'array', items: { type: 'object', properties: { field: text, before: value, after: value } } },
    problems: { type: 'array', items: text, description: 'Why it cannot be done.' },
  },
}

const tags = ['Assets']
const checked = { description: 'What the table would do', schema: ref('MetadataImport') }

describeApi({
  schemas: { MetadataImport: IMPORT, MetadataImportRow: ROW },
  routes: [
    {
      method: 'get',
      path: '/metadata-imports',
      operationId: 'listMetadataImports',
      summary: 'List your tables, newest first',
      tags,
      query: listValidator,
      responses: { 200: { description: 'A page of them', schema: listOf('MetadataImport') } },
    },
    {
      method: 'post',
      path: '/metadata-imports',
      operationId: 'checkMetadataImport',
      summary: 'Check a table of metadata',
      description: `CSV in UTF-8 as the body. Its first line names the columns: one of ${KEYS.join(', ')} says which asset a row is about; ${WRITTEN_COLUMNS.join(', ')} are written, an empty cell clears; other columns of an export are ignored. Lists are separated by ";". Nothing is changed: the answer counts what would be, its rows tell it line by line, and an operation carries it out.`,
      tags,
      query: checkImportValidator,
      requestBody: { content: { 'text/csv': { schema: text } } },
      responses: { 201: { ...checked, headers: { Location: 'Its address' } }, 422: { description: 'The table cannot be read' } },
    },
    {
      method: 'get',
      path: '/metadata-imports/{id}',
      operationId: 'getMetadataImport',
      summary: 'Get a checked table',
      tags,
      responses: { 200: checked },
    },
    {
      method: 'get',
      path: '/metadata-imports/{id}/rows',
      operationId: 'listMetadataImportRows',
      summary: 'What a table would do, line by line',
      description: 'Lines that change nothing are left out.',
      tags,
      query: importRowsValidator,
      responses: { 200: { description: 'A page of lines', schema: listOf('MetadataImportRow') } },
    },
    {
      method: 'post',
      path: '/metadata-imports/{id}/operations',
      operationId: 'carryOutMetadataImport',
      summary: 'Carry out a checked table',
      description:
        'An operation, which tells what became of each asset and can be taken back. An asset that was changed since the check is refused.',
      tags,
      responses: { 202: { description: 'It has begun', schema: ref('Operation') }, 409: { description: 'It was carried out already' } },
    },
  ],
})
