import type { HttpContext } from '@adonisjs/core/http'
import { RemoveDeadLetter } from '../../actions/remove_dead_letter.ts'
import JobPolicy from '../../policies/job_policy.ts'
import { ListDeadLetters } from '../../queries/list_dead_letters.ts'
import { transformDeadLetter } from '../../transformers/dead_letters.ts'
import { listDeadLettersValidator } from '../../validators/dead_letters.ts'

export default class DeadLettersController {
  async index({ bouncer, request }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    const ask = await listDeadLettersValidator.validate(request.qs())
    const { data, meta } = await new ListDeadLetters().page(ask)
    return { data: data.map(transformDeadLetter), meta }
  }

  async destroy({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    await new RemoveDeadLetter().handle(params.id, visitor.actor)
    return response.noContent()
  }
}
