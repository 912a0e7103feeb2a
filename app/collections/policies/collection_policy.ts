import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'
import { FILL, MANAGE, SEE, type Rights } from '../rights/levels.ts'

type Found = { rights: Rights }

/** What a visitor may do with a collection. Rights to a collection are none to its assets. */
export default class CollectionPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  view(_visitor: Visitor, { rights }: Found) {
    return rights.rank >= SEE
  }

  file(_visitor: Visitor, { rights }: Found) {
    return rights.rank >= FILL
  }

  manage(_visitor: Visitor, { rights }: Found) {
    return rights.rank >= MANAGE
  }

  share(_visitor: Visitor, { rights }: Found) {
    return rights.mayShare
  }

  /** Whether there is anything that they may look after. */
  lookAfter(_visitor: Visitor, { rights }: Found) {
    return rights.rank >= MANAGE || rights.mayShare
  }
}
