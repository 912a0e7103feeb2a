import type { HttpContext } from '@adonisjs/core/http'
import { checkReadiness } from '../readiness.ts'

export default class HealthController {
  live({ response }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return { status: 'live' }
  }

  /**
   * Whether it can serve. `degraded` serves too: what waits for jobs waits longer. The reasons stay in the
   * log, since anybody may ask.
   */
  async ready({ response, logger }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    const checks = await checkReadiness()
    const failed = checks.filter((check) => check.error)
    for (const { name, error } of failed) logger.warn({ err: error, check: name }, 'not ready')
    const isDown = failed.some(({ isRequired }) => isRequired)
    if (isDown) response.status(503).header('Retry-After', '5')
    return {
      status: isDown ? 'unavailable' : failed.length > 0 ? 'degraded' : 'ready',
      checks: Object.fromEntries(checks.map(({ name, error }) => [name, error ? 'failed' : 'ok'])),
    }
  }
}
