import type { HttpContext } from '@adonisjs/core/http'
import { ReorderFields } from '../../actions/reorder_fields.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { findField } from '../../queries/find_field.ts'
import { ListFields } from '../../queries/list_fields.ts'

/** One step up or down among those under the same heading. */
export default class FieldMovesController {
  async store({ params, request, response, bouncer, visitor }: HttpContext) {
    const field = await findField(visitor, params.id)
    await bouncer.with(FieldPolicy).authorize('manage', field)
    const beside = (await new ListFields().managed(visitor)).filter(({ group }) => group === field.group)
    const at = beside.findIndex(({ id }) => id === field.id)
    const [first, second] = request.input('direction') === 'up' ? [at, at - 1] : [at + 1, at]
    if (beside[first] && beside[second]) await new ReorderFields().handle(visitor, [beside[first].id, beside[second].id])
    return response.redirect().toPath('/fields')
  }
}
