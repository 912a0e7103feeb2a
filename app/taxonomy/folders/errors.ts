import { Problem } from '#core/http/index'

/** Deeper than this nobody finds their way, and every level is a row more per folder. */
export const DEEPEST = 32

export class FolderNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `There is a folder called "${name}" at this place already. Choose another name or place.`,
      errors: [{ field: 'name', message: 'Already used at this place.' }],
    })
  }
}

export class FolderPlaceRefused extends Problem {
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
