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

export class NotAllYours extends Problem {
  constructor(name: string) {
    super({
      status: 403,
      code: 'not_all_yours',
      title: 'Not all of it is yours to move',
      detail: `"${name}" cannot be moved, deleted or brought back by you: not all that is in it is open to you. Nothing was changed. Ask somebody who may restrict folders of this brand.`,
    })
  }
}

/** What stood in a restricted folder does not come back outside it by the way. */
export class OuterFolderGone extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'outer_folder_gone',
      title: 'The folder around it is gone',
      detail: `"${name}" stood in a restricted folder that is deleted, and would come back open to everybody. Bring that folder back first, or ask somebody who may restrict folders of this brand.`,
    })
  }
}

export class AccessChangedMeanwhile extends Problem {
  constructor(name: string) {
    super({
      status: 412,
      code: 'changed_meanwhile',
      title: 'Somebody else changed it',
      detail: `Who may see "${name}" was changed since you loaded it. Nothing was changed. Load it again, look at what it is now, and send your change with its ETag.`,
    })
  }
}
