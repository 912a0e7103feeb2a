import './campaigns/openapi.ts'
import './catalogs/openapi.ts'
import './tags/openapi.ts'
import router from '@adonisjs/core/services/router'
import { api, middleware } from '#start/kernel'

const TagsController = () => import('./tags/controllers/api/tags_controller.ts')
const TagRestorationsController = () => import('./tags/controllers/api/tag_restorations_controller.ts')
const CatalogsController = () => import('./catalogs/controllers/api/catalogs_controller.ts')
const CatalogRestorationsController = () => import('./catalogs/controllers/api/catalog_restorations_controller.ts')
const CatalogImportsController = () => import('./catalogs/controllers/api/catalog_imports_controller.ts')
const CatalogExportsController = () => import('./catalogs/controllers/api/catalog_exports_controller.ts')
const CategoriesController = () => import('./catalogs/controllers/api/categories_controller.ts')
const CategoryRestorationsController = () => import('./catalogs/controllers/api/category_restorations_controller.ts')
const CampaignsController = () => import('./campaigns/controllers/api/campaigns_controller.ts')
const CampaignRestorationsController = () => import('./campaigns/controllers/api/campaign_restorations_controller.ts')

router
  .group(() => {
    router.get('/tags', [TagsController, 'index'])
    router.post('/tags', [TagsController, 'store']).use(middleware.idempotent())
    router.get('/tags/:id', [TagsController, 'show'])
    router.patch('/tags/:id', [TagsController, 'update'])
    router.delete('/tags/:id', [TagsController, 'destroy'])
    router.post('/tags/:id/restorations', [TagRestorationsController, 'store'])
    router.get('/catalogs', [CatalogsController, 'index'])
    router.post('/catalogs', [CatalogsController, 'store']).use(middleware.idempotent())
    router.get('/catalogs/:id', [CatalogsController, 'show'])
    router.patch('/catalogs/:id', [CatalogsController, 'update'])
    router.delete('/catalogs/:id', [CatalogsController, 'destroy'])
    router.post('/catalogs/:id/restorations', [CatalogRestorationsController, 'store'])
    router.post('/catalogs/:id/imports', [CatalogImportsController, 'store']).use(middleware.idempotent())
    router.get('/catalogs/:id/exports', [CatalogExportsController, 'index'])
    router.get('/campaigns', [CampaignsController, 'index'])
    router.post('/campaigns', [CampaignsController, 'store']).use(middleware.idempotent())
    router.get('/campaigns/:id', [CampaignsController, 'show'])
    router.patch('/campaigns/:id', [CampaignsController, 'update'])
    router.delete('/campaigns/:id', [CampaignsController, 'destroy'])
    router.post('/campaigns/:id/restorations', [CampaignRestorationsController, 'store'])
    router.get('/categories', [CategoriesController, 'index'])
    router.post('/categories', [CategoriesController, 'store']).use(middleware.idempotent())
    router.get('/categories/:id', [CategoriesController, 'show'])
    router.patch('/categories/:id', [CategoriesController, 'update'])
    router.delete('/categories/:id', [CategoriesController, 'destroy'])
    router.post('/categories/:id/restorations', [CategoryRestorationsController, 'store'])
  })
  .prefix('/api/v1')
  .as('api.taxonomy')
  .use(api)
