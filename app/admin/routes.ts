import './openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, pages } from '#start/kernel'

const DeadLetters = () => import('./controllers/api/dead_letters_controller.ts')
const Revivals = () => import('./controllers/api/revivals_controller.ts')
const BackOffice = () => import('./controllers/web/back_office_controller.ts')
const JobsPage = () => import('./controllers/web/jobs_controller.ts')

router
  .group(() => {
    router.get('/admin/jobs', [JobsPage, 'index'])
    router.post('/admin/jobs/dead-letters/:id/revive', [JobsPage, 'update'])
    router.post('/admin/jobs/dead-letters/:id/remove', [JobsPage, 'destroy'])
  })
  .use(pages)

// The addresses that AdminJS calls its own, written out: it is not loaded before somebody opens one of them.
router
  .group(() => {
    router.get('/', [BackOffice, 'index'])
    router.get('/resources/:resourceId', [BackOffice, 'show']).as('office.list')
    router.get('/resources/:resourceId/actions/:action', [BackOffice, 'show']).as('office.resource')
    router.get('/resources/:resourceId/records/:recordId/:action', [BackOffice, 'show']).as('office.record')
    router.get('/resources/:resourceId/bulk/:action', [BackOffice, 'show']).as('office.bulk')
    for (const one of ['actions/:action', 'records/:recordId/:action', 'bulk/:action']) {
      router.get(`/api/resources/:resourceId/${one}`, [BackOffice, 'read']).as(`office.read.${one}`)
      router.post(`/api/resources/:resourceId/${one}`, [BackOffice, 'change']).as(`office.change.${one}`)
    }
  })
  .prefix('/admin')
  .use(pages)

router
  .group(() => {
    router.get('/dead-letters', [DeadLetters, 'index'])
    router.delete('/dead-letters/:id', [DeadLetters, 'destroy'])
    router.post('/dead-letters/:id/revivals', [Revivals, 'store'])
  })
  .prefix('/api/v1')
  .use(api)
