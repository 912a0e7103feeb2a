import './expert/openapi.ts'
import './openapi.ts'
import './exports/openapi.ts'
import './metadata_imports/openapi.ts'
import './relations/openapi.ts'
import './tags/openapi.ts'
import './templates/openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, middleware } from '#start/kernel'

const AssetsController = () => import('./controllers/api/assets_controller.ts')
const SearchWordsController = () => import('./controllers/api/search_words_controller.ts')
const FacetsController = () => import('./controllers/api/facets_controller.ts')
const TagMergesController = () => import('./controllers/api/tag_merges_controller.ts')
const TrashController = () => import('./controllers/api/trash_controller.ts')
const RestorationsController = () => import('./controllers/api/restorations_controller.ts')
const ProcessingsController = () => import('./controllers/api/processings_controller.ts')
const MovePreviewsController = () => import('./controllers/api/move_previews_controller.ts')
const OperationsController = () => import('./controllers/api/operations_controller.ts')
const ReversalsController = () => import('./controllers/api/reversals_controller.ts')
const MetadataExportsController = () => import('./controllers/api/metadata_exports_controller.ts')
const MetadataImportsController = () => import('./controllers/api/metadata_imports_controller.ts')
const MetadataImportRowsController = () => import('./controllers/api/metadata_import_rows_controller.ts')
const MetadataImportOperationsController = () => import('./controllers/api/metadata_import_operations_controller.ts')
const AssetRelationsController = () => import('./controllers/api/asset_relations_controller.ts')
const MetadataTemplatesController = () => import('./templates/controllers/api/metadata_templates_controller.ts')
const ActivitiesController = () => import('./controllers/api/activities_controller.ts')

router
  .group(() => {
    router.get('/assets', [AssetsController, 'index'])
    router.post('/assets', [AssetsController, 'store']).use(middleware.idempotent())
    router.get('/assets/facets', [FacetsController, 'index'])
    router.get('/search-words', [SearchWordsController, 'index'])
    router.get('/assets/:id', [AssetsController, 'show'])
    router.patch('/assets/:id', [AssetsController, 'update'])
    router.delete('/assets/:id', [AssetsController, 'destroy'])
    router.get('/assets/:id/relations', [AssetRelationsController, 'index'])
    router.post('/assets/:id/relations', [AssetRelationsController, 'store'])
    router.delete('/assets/:id/relations/:relationId', [AssetRelationsController, 'destroy'])
    router.post('/assets/:id/processings', [ProcessingsController, 'store'])
    router.post('/tags/:id/merges', [TagMergesController, 'store'])
    router.get('/trash', [TrashController, 'index'])
    router.delete('/trash/:id', [TrashController, 'destroy'])
    router.post('/trash/:id/restorations', [RestorationsController, 'store'])
    router.post('/move-previews', [MovePreviewsController, 'store'])
    router.get('/operations', [OperationsController, 'index'])
    router.post('/operations', [OperationsController, 'store']).use(middleware.idempotent())
    router.get('/operations/:id', [OperationsController, 'show'])
    router.post('/operations/:id/reversals', [ReversalsController, 'store'])
    router.get('/metadata-exports', [MetadataExportsController, 'index'])
    router.get('/metadata-imports', [MetadataImportsController, 'index'])
    router.post('/metadata-imports', [MetadataImportsController, 'store'])
    router.get('/metadata-imports/:id', [MetadataImportsController, 'show'])
    router.get('/metadata-imports/:id/rows', [MetadataImportRowsController, 'index'])
    router.post('/metadata-imports/:id/operations', [MetadataImportOperationsController, 'store'])
    router.get('/metadata-templates', [MetadataTemplatesController, 'index'])
    router.post('/metadata-templates', [MetadataTemplatesController, 'store']).use(middleware.idempotent())
    router.get('/metadata-templates/:id', [MetadataTemplatesController, 'show'])
    router.patch('/metadata-templates/:id', [MetadataTemplatesController, 'update'])
    router.delete('/metadata-templates/:id', [MetadataTemplatesController, 'destroy'])
    router.get('/activities', [ActivitiesController, 'index'])
  })
  .prefix('/api/v1')
  .as('api')
  .use(api)
