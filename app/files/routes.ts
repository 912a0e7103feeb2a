import './openapi.ts'
import router from '@adonisjs/core/services/router'
import { api } from '#start/kernel'
import { UPLOADS_PATH } from './uploads/tus_server.ts'

const UploadsController = () => import('./controllers/uploads_controller.ts')

// GET is left out on purpose: the tus server would hand out the bytes of an upload past the gate.
router
  .group(() => {
    router.route('', ['POST', 'OPTIONS'], [UploadsController, 'handle']).as('api.uploads')
    router.route('/:id', ['HEAD', 'PATCH', 'DELETE', 'OPTIONS'], [UploadsController, 'handle']).as('api.uploads.one')
  })
  .prefix(UPLOADS_PATH)
  .use(api)
