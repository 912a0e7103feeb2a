import { Problem } from '#core/http/index'

/** Deeper trees are lost on people, and every level is a row more per collection. */
export const DEEPEST = 12
/** How long a deleted collection can be brought back. */
export const KEPT_DAYS = 30

export class CollectionNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `There is a collection called "${name}" at this place already. Choose another name or another place.`,
      errors: [{ field: 'name', message: 'Already used at this place.' }],
    })
  }
}

export class CollectionPlaceRefused extends Problem {
  constructor(reason: string) {
    super({
      status: 422,
      code: 'place_refused',
      title: 'It cannot stand there',
      detail: reason,
      errors: [{ field: 'parentId', message: reason }],
    })
  }
}

/** Told of what the asker may see; what they may not see is not there at all. */
export class CollectionPlaceForbidden extends Problem {
  constructor(name: string | null) {
    const where = name ? `"${name}"` : 'the top of this brand'
    super({
      status: 403,
      code: 'place_forbidden',
      title: 'Not yours to change',
      detail: `Moving a collection needs the right to manage it, the place it leaves and the place it goes to. You may not manage ${where}. Ask somebody who does.`,
    })
  }
}

export class HoldsOthersCollections extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'holds_others_collections',
      title: 'Not all of it is yours to delete',
      detail: `"${name}" cannot be deleted by you: there are collections in it that you may not manage. Ask somebody who looks after the brand.`,
    })
  }
}

export class RightsRefused extends Problem {
  constructor(field: string, reason: string) {
    super({
      status: 422,
      code: 'rights_refused',
      title: 'That right cannot be given',
      detail: reason,
      errors: [{ field, message: reason }],
    })
  }
}

export class NobodyMeant extends Problem {
  constructor(who: string, isUnclear: boolean) {
    const reason = isUnclear
      ? `Several are called "${who}". Give the e-mail address of the person, or the id.`
      : `"${who}" is neither a person who can look in here nor a group. Give an e-mail address, a whole name, or the name of a group.`
    super({
      status: 422,
      code: isUnclear ? 'several_meant' : 'nobody_meant',
      title: isUnclear ? 'Which of them?' : 'Nobody found',
      detail: reason,
      errors: [{ field: 'who', message: reason }],
    })
  }
}

export class AlreadyNamed extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'already_member',
      title: 'Already there',
      detail: `"${name}" has access to this collection already. Change what they may do in the list.`,
      errors: [{ field: 'who', message: 'Already in the list.' }],
    })
  }
}

export class TooManyNamed extends Problem {
  constructor(most: number) {
    super({
      status: 422,
      code: 'too_many_members',
      title: 'Too many',
      detail: `A collection names at most ${most} people and groups. Put people into a group, and name the group.`,
    })
  }
}

export class NotInCollection extends Problem {
  constructor(name: string, ids: string[]) {
    super({
      status: 422,
      code: 'not_in_collection',
      title: 'Not in there',
      detail: `The order of "${name}" stays as it is: ${ids.length === 1 ? 'one of the assets is' : `${ids.length} of the assets are`} not in it any more. Load the list again.`,
      errors: ids.slice(0, 20).map((id) => ({ field: 'ids', message: `"${id}" is not in this collection.` })),
    })
  }
}

export class OrderRefused extends Problem {
  constructor(reason: string) {
    super({ status: 422, code: 'order_refused', title: 'Where to?', detail: reason, errors: [{ field: 'after', message: reason }] })
  }
}

export class QuestionMissing extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'query_missing',
      title: 'Nothing to look for',
      detail: 'A smart collection needs a query: at least one filter that says what belongs to it.',
      errors: [{ field: 'query', message: 'Say what belongs to it.' }],
    })
  }
}

export class QuestionRefused extends Problem {
  constructor(reason: string) {
    super({
      status: 422,
      code: 'query_refused',
      title: 'That cannot be asked',
      detail: reason,
      errors: [{ field: 'query', message: reason }],
    })
  }
}

export class FillsItself extends Problem {
  constructor(name: string) {
    super({
      status: 422,
      code: 'fills_itself',
      title: 'It fills itself',
      detail: `"${name}" is a smart collection: it holds what answers its query. Change the query, or choose a library collection.`,
    })
  }
}
