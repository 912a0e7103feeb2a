import router from '@adonisjs/core/services/router'
import { api } from '#start/kernel'

const Me = () => import('./controllers/api/me_controller.ts')
const Users = () => import('./controllers/api/users_controller.ts')
const Roles = () => import('./controllers/api/roles_controller.ts')
const Brands = () => import('./controllers/api/brands_controller.ts')
const Invitations = () => import('./controllers/api/invitations_controller.ts')
const Sessions = () => import('./controllers/api/sessions_controller.ts')

router
  .group(() => {
    router.get('/me', [Me, 'show'])
    router.patch('/me', [Me, 'update'])
    router.get('/users', [Users, 'index'])
    router.post('/users', [Users, 'store'])
    router.get('/users/:id', [Users, 'show'])
    router.patch('/users/:id', [Users, 'update'])
    router.get('/roles', [Roles, 'index'])
    router.get('/roles/:id', [Roles, 'show'])
    router.get('/brands', [Brands, 'index'])
    router.get('/brands/:id', [Brands, 'show'])
    router.get('/invitations', [Invitations, 'index'])
    router.post('/invitations', [Invitations, 'store'])
    router.delete('/invitations/:id', [Invitations, 'destroy'])
    router.get('/sessions', [Sessions, 'index'])
    router.delete('/sessions/:id', [Sessions, 'destroy'])
  })
  .prefix('/api/v1')
  .use(api)
