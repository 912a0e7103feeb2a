import router from '@adonisjs/core/services/router'
import { api } from '#start/kernel'

const Me = () => import('./controllers/api/me_controller.ts')

router
  .group(() => {
    router.get('/me', [Me, 'show'])
  })
  .prefix('/api/v1')
  .use(api)
