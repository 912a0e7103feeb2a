import './openapi.ts'
import './rights/openapi.ts'
import './views/openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, middleware } from '#start/kernel'

const CollectionsController = () => import('./controllers/api/collections_controller.ts')
const CollectionAssetsController = () => import('./controllers/api/collection_assets_controller.ts')
const CollectionRestorationsController = () => import('./controllers/api/collection_restorations_controller.ts')
const MembersController = () => import('./rights/controllers/api/members_controller.ts')
const ViewsController = () => import('./views/controllers/api/views_controller.ts')
const ViewRestorationsController = () => import('./views/controllers/api/view_restorations_controller.ts')

router
  .group(() => {
    router.get('/collections', [CollectionsController, 'index'])
    router.post('/collections', [CollectionsController, 'store']).use(middleware.idempotent())
    router.get('/collections/:id', [CollectionsController, 'show'])
    router.patch('/collections/:id', [CollectionsController, 'update'])
    router.delete('/collections/:id', [CollectionsController, 'destroy'])
    router.post('/collections/:id/restorations', [CollectionRestorationsController, 'store'])
    router.get('/collections/:id/assets', [CollectionAssetsController, 'index'])
    router.post('/collections/:id/assets', [CollectionAssetsController, 'store']).use(middleware.idempotent())
    router.patch('/collections/:id/assets', [CollectionAssetsController, 'update'])
    router.delete('/collections/:id/assets', [CollectionAssetsController, 'destroy'])
    router.get('/collections/:id/members', [MembersController, 'index'])
    router.post('/collections/:id/members', [MembersController, 'store']).use(middleware.idempotent())
    router.patch('/collections/:id/members/:memberId', [MembersController, 'update'])
    router.delete('/collections/:id/members/:memberId', [MembersController, 'destroy'])
    router.get('/views', [ViewsController, 'index'])
    router.post('/views', [ViewsController, 'store']).use(middleware.idempotent())
    router.get('/views/:id', [ViewsController, 'show'])
    router.patch('/views/:id', [ViewsController, 'update'])
    router.delete('/views/:id', [ViewsController, 'destroy'])
    router.post('/views/:id/restorations', [ViewRestorationsController, 'store'])
  })
  .prefix('/api/v1')
  .as('api')
  .use(api)
