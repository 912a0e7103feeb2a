import type { HttpContext } from '@adonisjs/core/http'
import { ListActivities } from '../../queries/list_activities.ts'
import { listActivitiesValidator } from '../../validators/activity_validators.ts'

export default class ActivitiesController {
  async index({ request, visitor }: HttpContext) {
    const { actorId, ...asked } = await listActivitiesValidator.validate(request.qs())
    return new ListActivities().handle(visitor, { ...asked, ...(actorId ? { actorIds: [actorId] } : {}) })
  }
}
