import './openapi.ts'
import router from '@adonisjs/core/services/router'
import { bytes } from '#start/kernel'

const FilesController = () => import('./controllers/files_controller.ts')
const SidecarsController = () => import('./controllers/sidecars_controller.ts')
const RenditionsController = () => import('./controllers/renditions_controller.ts')

// HEAD comes with GET.
router
  .group(() => {
    router.get('/assets/:id/file', [FilesController, 'show']).as('api.assets.file')
    router.get('/assets/:id/metadata.xmp', [SidecarsController, 'show']).as('api.assets.sidecar')
    router.get('/assets/:id/renditions/:name', [RenditionsController, 'show']).as('api.assets.renditions')
  })
  .prefix('/api/v1')
  .use(bytes)
