import type { HttpContext } from '@adonisjs/core/http'
import { CreateCatalog } from '../../actions/create_catalog.ts'
import { DeleteCatalog } from '../../actions/delete_catalog.ts'
import { UpdateCatalog } from '../../actions/update_catalog.ts'
import CatalogPolicy from '../../policies/catalog_policy.ts'
import { brandForCatalog } from '../../queries/brand_for_catalog.ts'
import { findCatalog } from '../../queries/find_catalog.ts'
import { ListCatalogs } from '../../queries/list_catalogs.ts'
import { createCatalogValidator, listCatalogsValidator, updateCatalogValidator } from '../../validators/catalog_validators.ts'

export default class CatalogsController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('list')
    return new ListCatalogs().handle(visitor, await listCatalogsValidator.validate(request.qs()))
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('list')
    return new ListCatalogs().one(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(CatalogPolicy).authorize('manageSome')
    const wanted = await createCatalogValidator.validate(request.body())
    const brandId = await brandForCatalog(visitor, wanted.brandId)
    await bouncer.with(CatalogPolicy).authorize('manage', { brandId })
    const { id } = await new CreateCatalog().handle(visitor, { ...wanted, brandId })
    const catalog = await new ListCatalogs().one(visitor, id)
    response.status(201).header('Location', catalog.links.self)
    return catalog
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new UpdateCatalog().handle(visitor, catalog.id, await updateCatalogValidator.validate(request.body()))
    return new ListCatalogs().one(visitor, catalog.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const catalog = await findCatalog(visitor, params.id)
    await bouncer.with(CatalogPolicy).authorize('manage', catalog)
    await new DeleteCatalog().handle(visitor, catalog)
    response.noContent()
  }
}
