import router from '@adonisjs/core/services/router'
import { pages } from '#start/kernel'

const CollectionsController = () => import('./controllers/web/collections_controller.ts')
const CollectionEditsController = () => import('./controllers/web/collection_edits_controller.ts')
const CollectionRemovalsController = () => import('./controllers/web/collection_removals_controller.ts')
const CollectionRestorationsController = () => import('./controllers/web/collection_restorations_controller.ts')

router
  .group(() => {
    router.get('/collections', [CollectionsController, 'index'])
    router.post('/collections', [CollectionsController, 'store'])
    router.get('/collections/:id', [CollectionsController, 'show'])
    router.post('/collections/:id/edits', [CollectionEditsController, 'store'])
    router.post('/collections/:id/removals', [CollectionRemovalsController, 'store'])
    router.post('/collections/:id/restorations', [CollectionRestorationsController, 'store'])
  })
  .as('pages')
  .use(pages)
