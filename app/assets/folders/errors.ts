import { Problem } from '#core/http/index'

export class UnknownFolder extends Problem {
  constructor(id: string) {
    super({
      status: 422,
      code: 'unknown_folder',
      title: 'No such folder here',
      detail: `Assets are put into folders of their own brand, and it has none with the id ${id}. Find them by /api/v1/folders?brand=….`,
      errors: [{ field: 'folderId', message: `"${id}" is no folder of this brand.` }],
    })
  }
}
