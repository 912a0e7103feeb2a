import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { officeRail } from '../../back_office/rail.ts'
import { RemoveDeadLetter } from '../../actions/remove_dead_letter.ts'
import { ReviveDeadLetter } from '../../actions/revive_dead_letter.ts'
import JobPolicy from '../../policies/job_policy.ts'
import { ListDeadLetters } from '../../queries/list_dead_letters.ts'
import { QueueDepths } from '../../queries/queue_depths.ts'
import { listDeadLettersValidator } from '../../validators/dead_letters.ts'

/** What waits, and what failed for good, on one page. */
@inject()
export default class JobsController {
  constructor(
    private depths: QueueDepths,
    private revive: ReviveDeadLetter
  ) {}

  async index({ bouncer, request, view, visitor }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    const ask = await listDeadLettersValidator.validate(request.qs())
    const letters = await new ListDeadLetters().page(ask)
    const rail = visitor.via === 'api' ? [] : officeRail(visitor)
    return view.render('admin/jobs', { depths: await this.depths.handle(), letters: letters.data, rail, ...letters.meta })
  }

  async update({ bouncer, params, response, session, visitor }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    await this.revive.handle(params.id, visitor.actor)
    session.flash('notice', 'revived')
    return response.redirect().toPath('/admin/jobs')
  }

  async destroy({ bouncer, params, response, session, visitor }: HttpContext) {
    await bouncer.with(JobPolicy).authorize('manage')
    await new RemoveDeadLetter().handle(params.id, visitor.actor)
    session.flash('notice', 'removed')
    return response.redirect().toPath('/admin/jobs')
  }
}
