import './openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, pages } from '#start/kernel'

const DeadLetters = () => import('./controllers/api/dead_letters_controller.ts')
const Revivals = () => import('./controllers/api/revivals_controller.ts')
const JobsPage = () => import('./controllers/web/jobs_controller.ts')

router
  .group(() => {
    router.get('/admin/jobs', [JobsPage, 'index'])
    router.post('/admin/jobs/dead-letters/:id/revive', [JobsPage, 'update'])
    router.post('/admin/jobs/dead-letters/:id/remove', [JobsPage, 'destroy'])
  })
  .use(pages)

router
  .group(() => {
    router.get('/dead-letters', [DeadLetters, 'index'])
    router.delete('/dead-letters/:id', [DeadLetters, 'destroy'])
    router.post('/dead-letters/:id/revivals', [Revivals, 'store'])
  })
  .prefix('/api/v1')
  .use(api)
