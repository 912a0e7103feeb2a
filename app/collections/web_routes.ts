import router from '@adonisjs/core/services/router'
import { pages } from '#start/kernel'

const CollectionsController = () => import('./controllers/web/collections_controller.ts')
const CollectionEditsController = () => import('./controllers/web/collection_edits_controller.ts')
const CollectionRemovalsController = () => import('./controllers/web/collection_removals_controller.ts')
const CollectionRestorationsController = () => import('./controllers/web/collection_restorations_controller.ts')
const MembersController = () => import('./rights/controllers/web/members_controller.ts')
const HomeController = () => import('./views/controllers/web/home_controller.ts')
const ViewsController = () => import('./views/controllers/web/views_controller.ts')
const ViewEditsController = () => import('./views/controllers/web/view_edits_controller.ts')
const ViewRemovalsController = () => import('./views/controllers/web/view_removals_controller.ts')
const ViewRestorationsController = () => import('./views/controllers/web/view_restorations_controller.ts')

router
  .group(() => {
    router.get('/collections', [CollectionsController, 'index'])
    router.post('/collections', [CollectionsController, 'store'])
    router.get('/collections/:id', [CollectionsController, 'show'])
    router.post('/collections/:id/edits', [CollectionEditsController, 'store'])
    router.post('/collections/:id/removals', [CollectionRemovalsController, 'store'])
    router.post('/collections/:id/restorations', [CollectionRestorationsController, 'store'])
    router.post('/collections/:id/members', [MembersController, 'store'])
    router.post('/collections/:id/members/:memberId', [MembersController, 'update'])
    router.post('/collections/:id/members/:memberId/remove', [MembersController, 'destroy'])
    router.get('/', [HomeController, 'show']).as('home')
    router.get('/views', [ViewsController, 'index'])
    router.post('/views', [ViewsController, 'store'])
    router.post('/views/:id/edits', [ViewEditsController, 'store'])
    router.post('/views/:id/removals', [ViewRemovalsController, 'store'])
    router.post('/views/:id/restorations', [ViewRestorationsController, 'store'])
  })
  .as('pages')
  .use(pages)
