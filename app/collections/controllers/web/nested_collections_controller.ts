import type { HttpContext } from '@adonisjs/core/http'
import { FindCollection } from '../../queries/find_collection.ts'
import { FindTree } from '../../queries/find_tree.ts'

/** What is directly in a collection, as lines for the tree in the rail. */
export default class NestedCollectionsController {
  async index({ params, request, visitor, view }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    const branches = await new FindTree().level(visitor, collection.id)
    return view.render('collections/parts/nested', {
      part: { branches: branches.map((one) => ({ ...one, isOpen: false })), currentId: request.input('current') ?? null },
    })
  }
}
