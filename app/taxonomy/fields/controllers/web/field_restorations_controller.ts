import type { HttpContext } from '@adonisjs/core/http'
import { DeleteField } from '../../actions/delete_field.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { findField } from '../../queries/find_field.ts'

export default class FieldRestorationsController {
  async store({ params, response, session, bouncer, visitor }: HttpContext) {
    const field = await findField(visitor, params.id, { deleted: true })
    await bouncer.with(FieldPolicy).authorize('manage', field)
    await new DeleteField().takeBack(visitor, field.id)
    session.flash('notice', 'field_restored')
    return response.redirect().toPath('/fields')
  }
}
