import { describeApi } from '#core/http/index'
import { listAssetsValidator } from '../validators/asset_validators.ts'
import { EXPORT_COLUMNS } from './columns.ts'
import { exportMetadataValidator } from './validator.ts'

describeApi({
  routes: [
    {
      method: 'get',
      path: '/metadata-exports',
      operationId: 'exportMetadata',
      summary: 'All assets that match, as CSV',
      description:
        `Takes what the list of assets takes, apart from its order and pages: the newest come first, and all of them. \`columns\` names, separated by commas and in the order wanted, some of ${EXPORT_COLUMNS.join(', ')}, and \`fields.<key>\` for custom fields; without it all are there. ` +
        'Keywords are separated by "; ", times are ISO 8601. A cell that a spreadsheet would take for a formula begins with an apostrophe. `bom=true` puts a mark at the beginning by which Excel knows UTF-8.',
      tags: ['Assets'],
      query: [listAssetsValidator(), exportMetadataValidator],
      responses: { 200: { description: 'A table, sent while it is read', content: { 'text/csv': { schema: { type: 'string' } } } } },
    },
  ],
})
