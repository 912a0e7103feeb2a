import router from '@adonisjs/core/services/router'
import { pages } from '#start/kernel'

const LibraryController = () => import('./controllers/web/library_controller.ts')
const CardsController = () => import('./controllers/web/cards_controller.ts')
const FiltersController = () => import('./controllers/web/filters_controller.ts')
const UploadsController = () => import('./controllers/web/uploads_controller.ts')
const AssetPageController = () => import('./controllers/web/asset_page_controller.ts')
const ViewerController = () => import('./controllers/web/viewer_controller.ts')
const EditsController = () => import('./controllers/web/edits_controller.ts')
const BulkEditsController = () => import('./controllers/web/bulk_edits_controller.ts')
const RemovalsController = () => import('./controllers/web/removals_controller.ts')
const RestorationsController = () => import('./controllers/web/restorations_controller.ts')
const ProcessingsController = () => import('./controllers/web/processings_controller.ts')

router
  .group(() => {
    router.get('/assets', [LibraryController, 'index'])
    router.get('/assets/cards', [CardsController, 'index'])
    router.get('/assets/filters', [FiltersController, 'index'])
    router.get('/assets/edits', [BulkEditsController, 'create'])
    router.get('/uploads', [UploadsController, 'create']).as('uploads.create')
    router.post('/uploads', [UploadsController, 'store']).as('uploads.store')
    router.get('/assets/:id', [AssetPageController, 'show'])
    router.get('/assets/:id/view', [ViewerController, 'show'])
    router.post('/assets/:id/edits', [EditsController, 'store'])
    router.post('/assets/:id/removals', [RemovalsController, 'store'])
    router.post('/assets/:id/restorations', [RestorationsController, 'store'])
    router.post('/assets/:id/processings', [ProcessingsController, 'store'])
  })
  .use(pages)
