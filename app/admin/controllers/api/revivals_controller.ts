import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ReviveDeadLetter } from '../../actions/revive_dead_letter.ts'
import JobPolicy from '../../policies/job_policy.ts'

@inject()
export default class RevivalsController {
  constructor(private revive: ReviveDeadLetter) {}

  async store({ bouncer, params, response, visitor }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    await this.revive.handle(params.id, visitor.actor)
    return response.noContent()
  }
}
