import { Problem } from '#core/http/index'

/** How long a deleted tag can be brought back. */
export const KEPT_DAYS = 30

export class TagNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `"${name}" is the name or a synonym of another tag of this brand. Choose another name, or merge the two tags.`,
      errors: [{ field: 'name', message: 'Already used in this brand.' }],
    })
  }
}

export class TagPlaceRefused extends Problem {
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

export class UnknownTags extends Problem {
  constructor(names: string[]) {
    super({
      status: 422,
      code: 'unknown_tags',
      title: 'Not in the vocabulary',
      detail: `This brand takes only tags of its vocabulary. It has no ${names.map((name) => `"${name}"`).join(', ')}. Choose from /api/v1/tags, or ask who keeps the vocabulary.`,
      errors: names.map((name) => ({ field: 'tags', message: `"${name}" is not in the vocabulary.` })),
    })
  }
}
