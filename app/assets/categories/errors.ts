import { Problem } from '#core/http/index'

export class UnknownCategories extends Problem {
  constructor(ids: string[]) {
    super({
      status: 422,
      code: 'unknown_categories',
      title: 'No such categories here',
      detail: `Assets of this brand stand in categories of its own catalogues and of those for all brands. It has none with the id ${ids.join(', ')}. Find them by /api/v1/categories?brand=….`,
      errors: ids.map((id) => ({ field: 'categories', message: `"${id}" is no category for this brand.` })),
    })
  }
}
