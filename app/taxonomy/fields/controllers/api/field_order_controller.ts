import type { HttpContext } from '@adonisjs/core/http'
import { ReorderFields } from '../../actions/reorder_fields.ts'
import { toFieldJson } from '../../field_transformer.ts'
import FieldPolicy from '../../policies/field_policy.ts'
import { ListFields } from '../../queries/list_fields.ts'
import { fieldOrderValidator } from '../../validators/field_validators.ts'

export default class FieldOrderController {
  async update({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(FieldPolicy).authorize('manageSome')
    const { ids } = await fieldOrderValidator.validate(request.body())
    await new ReorderFields().handle(visitor, ids)
    const fields = await new ListFields().handle(visitor)
    return { data: fields.map(toFieldJson), meta: { total: fields.length, totalIsCapped: false, next: null } }
  }
}
