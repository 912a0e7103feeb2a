import { Problem } from '#core/http/index'

export class AlreadyRelated extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'already_related',
      title: 'Already related',
      detail: `These two are related in that way already. Open "${name}" to see it from its side.`,
    })
  }
}

export class RelationRefused extends Problem {
  constructor(reason: string) {
    super({
      status: 422,
      code: 'relation_refused',
      title: 'They cannot be related',
      detail: reason,
      errors: [{ field: 'assetId', message: reason }],
    })
  }
}
