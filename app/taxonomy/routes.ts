import './tags/openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, middleware } from '#start/kernel'

const TagsController = () => import('./tags/controllers/api/tags_controller.ts')
const TagRestorationsController = () => import('./tags/controllers/api/tag_restorations_controller.ts')

router
  .group(() => {
    router.get('/tags', [TagsController, 'index'])
    router.post('/tags', [TagsController, 'store']).use(middleware.idempotent())
    router.get('/tags/:id', [TagsController, 'show'])
    router.patch('/tags/:id', [TagsController, 'update'])
    router.delete('/tags/:id', [TagsController, 'destroy'])
    router.post('/tags/:id/restorations', [TagRestorationsController, 'store'])
  })
  .prefix('/api/v1')
  .as('api.taxonomy')
  .use(api)
