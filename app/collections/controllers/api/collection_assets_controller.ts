import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import {
  filtersFromInput,
  ListAssets,
  listAssetsValidator,
  selectionFromInput,
  selectionValidator,
  StartOperation,
  toOperationJson,
} from '#assets'
import { OrderAssets } from '../../order/order_assets.ts'
import { orderAssetsValidator } from '../../order/validators.ts'
import { FillsItself } from '../../errors.ts'
import CollectionPolicy from '../../policies/collection_policy.ts'
import { FindCollection } from '../../queries/find_collection.ts'

/** The assets of a collection. Putting in and taking out are operations, however many they are. */
@inject()
export default class CollectionAssetsController {
  constructor(private startOperation: StartOperation) {}

  async index({ params, request, bouncer, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('view', collection)
    const { sort, limit, cursor, ...input } = await listAssetsValidator().validate(request.qs())
    const filters = filtersFromInput(input)
    return new ListAssets().handle(visitor, { ...filters, more: { ...filters.more, collection: collection.id }, sort, limit, cursor })
  }

  store(ctx: HttpContext) {
    return this.#change(ctx, { library: 'file', personal: 'collect' })
  }

  destroy(ctx: HttpContext) {
    return this.#change(ctx, { library: 'unfile', personal: 'uncollect' })
  }

  /** Moves some within the order by hand. */
  async update({ params, request, response, bouncer, visitor }: HttpContext) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('file', collection)
    if (collection.kind === 'smart') throw new FillsItself(collection.name)
    await new OrderAssets().handle(visitor, collection, await orderAssetsValidator.validate(request.body()))
    response.noContent()
  }

  async #change({ params, request, response, bouncer, visitor }: HttpContext, kinds: { library: string; personal: string }) {
    const collection = await new FindCollection().handle(visitor, params.id)
    await bouncer.with(CollectionPolicy).authorize('file', collection)
    if (collection.kind === 'smart') throw new FillsItself(collection.name)
    const selection = selectionFromInput(await selectionValidator().validate(request.body()))
    const operation = await this.startOperation.handle(visitor, kinds[collection.kind], selection, collection.id)
    response.status(202).header('Location', `/api/v1/operations/${operation.id}`)
    return toOperationJson(operation)
  }
}
