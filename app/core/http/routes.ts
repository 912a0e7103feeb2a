import app from '@adonisjs/core/services/app'
import router from '@adonisjs/core/services/router'
import env from '#start/env'
import { describeApi, openapiDocument } from './openapi.ts'

const HealthController = () => import('./health_controller.ts')
const MetricsController = () => import('./metrics_controller.ts')

router.get('/health/live', [HealthController, 'live']).as('health.live')
router.get('/health/ready', [HealthController, 'ready']).as('health.ready')
router.get('/metrics', [MetricsController, 'show']).as('metrics')

let document: string | null = null

router
  .get('/api/v1/openapi.json', ({ response }) => {
    // Every module has described its routes by the time the application is ready.
    if (!document || !app.isReady) document = JSON.stringify(openapiDocument(env.appUrl))
    response.header('content-type', 'application/json; charset=utf-8')
    return response.send(document)
  })
  .as('api.openapi')

describeApi({
  routes: [
    {
      method: 'get',
      path: '/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This document',
      tags: ['API'],
      open: true,
      responses: { 200: { description: 'The OpenAPI document', schema: { type: 'object' } } },
    },
  ],
})
