import './openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, pages } from '#start/kernel'

const ApiTokens = () => import('./controllers/api_tokens_controller.ts')
const Tokens = () => import('./controllers/tokens_controller.ts')

router
  .group(() => {
    router.get('/account/tokens', [Tokens, 'index'])
    router.post('/account/tokens', [Tokens, 'store'])
    router.post('/account/tokens/:id/revoke', [Tokens, 'destroy'])
  })
  .use(pages)

router
  .group(() => {
    router.get('/tokens', [ApiTokens, 'index'])
    router.post('/tokens', [ApiTokens, 'store'])
    router.get('/tokens/:id', [ApiTokens, 'show'])
    router.delete('/tokens/:id', [ApiTokens, 'destroy'])
  })
  .prefix('/api/v1')
  .use(api)
