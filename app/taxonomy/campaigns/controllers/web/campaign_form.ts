import type { HttpContext } from '@adonisjs/core/http'

/** The fields of a campaign as a form sends them: empty is none. */
export function campaignFrom({ request }: HttpContext) {
  const { name, brandId, description, startsOn, endsOn } = request.all()
  return {
    name,
    ...(brandId ? { brandId } : {}),
    description: description || null,
    startsOn: startsOn || null,
    endsOn: endsOn || null,
    isArchived: request.input('isArchived') === '1',
  }
}
