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
