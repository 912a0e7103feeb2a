import type { HttpContext } from '@adonisjs/core/http'
import { DeleteField } from '../../actions/delete_field.ts'
import { toFieldJson } from '../../field_transformer.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { findField } from '../../queries/find_field.ts'

export default class FieldRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const field = await findField(visitor, params.id, { deleted: true })
    await bouncer.with(FieldPolicy).authorize('manage', field)
    response.status(201)
    return toFieldJson(await new DeleteField().takeBack(visitor, field.id))
  }
}
