import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'
import { managesField } from '../queries/sight.ts'

export default class FieldPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  manage(visitor: Visitor, field: { brandId: string | null }) {
    return managesField(visitor, field)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('fields.manage')
  }
}
