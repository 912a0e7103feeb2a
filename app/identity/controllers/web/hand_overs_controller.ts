import type { HttpContext } from '@adonisjs/core/http'
import { HandOver } from '../../actions/hand_over.ts'
import { answerForm, UNTOUCHED, validateForm } from '../../forms.ts'
import UserPolicy from '../../policies/user_policy.ts'
import { handOverValidator } from '../../validators/forms.ts'
import { showPerson } from './people_controller.ts'

/** Giving what a leaver owns to somebody who stays. */
export default class HandOversController {
  async store(ctx: HttpContext) {
    const { bouncer, params, visitor } = ctx
    await bouncer.with(UserPolicy).authorize('manage')
    const handOver = async () => {
      const { to } = await validateForm(ctx, handOverValidator)
      const all = await new HandOver().handle(params.id, to, visitor)
      const handedOver = all.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`)
      return showPerson(ctx, UNTOUCHED, { handedOver: handedOver.join(', ') })
    }
    return answerForm(ctx, handOver, (form) => showPerson(ctx, form))
  }
}
