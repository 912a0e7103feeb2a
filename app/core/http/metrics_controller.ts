import { timingSafeEqual, createHash } from 'node:crypto'
import type { HttpContext } from '@adonisjs/core/http'
import env from '#start/env'
import { metrics } from '../metrics.ts'
import { NotFound } from './problem.ts'

export default class MetricsController {
  /** Without a token set there are no metrics; with the wrong one neither. */
  async show({ request, response }: HttpContext) {
    const given = request.header('authorization')?.replace(/^Bearer /, '') ?? ''
    if (!env.metricsToken || !sameSecret(given, env.metricsToken)) throw new NotFound('address')
    response.header('content-type', metrics().contentType)
    return response.send(await metrics().metrics())
  }
}

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
