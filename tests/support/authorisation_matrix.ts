/*
 * Who may call what. Every route of the application stands here; a test fails for one that does not.
 *
 *   open      anybody
 *   signedIn  whoever is signed in
 *   person    whoever is signed in as a person in a browser, not a program with a token
 *   form      a page that changes something: refused without the form token, whoever asks
 *   asset     about an asset of brand A: hidden from those who may not see it, refused without the permission
 *   brand     needs the permission in some brand
 *   ofBrand   about brand A: hidden from those who may not see it, refused without the permission there
 *   all       needs the permission everywhere
 *   own       about a thing of one's own: what belongs to others does not exist
 */
export type Access =
  | { access: 'open' | 'signedIn' | 'person' | 'form'; json?: object }
  | { access: 'asset'; permission: string; state?: 'library' | 'trash'; json?: object; page?: boolean }
  | { access: 'brand' | 'ofBrand' | 'all'; permission: string; json?: object }
  | { access: 'own'; json?: object }

const OPEN: Access = { access: 'open' }
const SIGNED_IN: Access = { access: 'signedIn' }
const PERSON: Access = { access: 'person' }
const FORM: Access = { access: 'form' }
const OWN: Access = { access: 'own' }
const MANAGE_USERS: Access = { access: 'all', permission: 'users.manage' }
const MANAGE_ROLES: Access = { access: 'all', permission: 'roles.manage' }
const MANAGE_BRANDS: Access = { access: 'all', permission: 'brands.manage' }
const SEE_ROLES: Access = { access: 'brand', permission: 'brands.edit' }
const EDIT_BRAND: Access = { access: 'ofBrand', permission: 'brands.edit' }
const MANAGE_JOBS: Access = { access: 'all', permission: 'jobs.manage' }
const SEE: Access = { access: 'asset', permission: 'assets.view' }
const SEE_PAGE: Access = { access: 'asset', permission: 'assets.view', page: true }

export const MATRIX: Record<string, Access> = {
  'GET /health/live': OPEN,
  'GET /health/ready': OPEN,
  'GET /metrics': OPEN,
  'GET /api/v1/openapi.json': OPEN,

  'GET /setup': OPEN,
  'POST /setup': FORM,
  'GET /sign-in': OPEN,
  'POST /sign-in': FORM,
  'POST /sign-out': FORM,
  'GET /forgot-password': OPEN,
  'POST /forgot-password': FORM,
  'GET /reset-password': OPEN,
  'POST /reset-password': FORM,
  'GET /invitation': OPEN,
  'POST /invitation': FORM,

  'GET /account': PERSON,
  'POST /account': FORM,
  'POST /account/password': FORM,
  'GET /account/sign-ins': PERSON,
  'POST /account/sign-ins/end': FORM,
  'POST /account/sign-ins/:id/end': FORM,
  'GET /account/tokens': PERSON,
  'POST /account/tokens': FORM,
  'POST /account/tokens/:id/revoke': FORM,
  'POST /active-brand': FORM,
  'GET /people': MANAGE_USERS,
  'POST /people': FORM,
  'GET /people/invite': MANAGE_USERS,
  'GET /people/:id': MANAGE_USERS,
  'POST /people/:id': FORM,
  'POST /people/:id/status': FORM,
  'POST /people/:id/link': FORM,
  'POST /people/:id/withdraw': FORM,
  'POST /people/:id/sign-out': FORM,
  'POST /people/:id/hand-over': FORM,
  'GET /groups': MANAGE_USERS,
  'POST /groups': FORM,
  'GET /groups/new': MANAGE_USERS,
  'GET /groups/:id': MANAGE_USERS,
  'POST /groups/:id': FORM,
  'POST /groups/:id/remove': FORM,
  'POST /groups/:id/members': FORM,
  'POST /groups/:id/members/:userId/remove': FORM,
  'GET /roles': SEE_ROLES,
  'POST /roles': FORM,
  'GET /roles/new': MANAGE_ROLES,
  'GET /roles/:id': SEE_ROLES,
  'POST /roles/:id': FORM,
  'POST /roles/:id/remove': FORM,
  'GET /brands': SEE_ROLES,
  'POST /brands': FORM,
  'GET /brands/new': MANAGE_BRANDS,
  'GET /brands/:id': EDIT_BRAND,
  'POST /brands/:id': FORM,
  'POST /brands/:id/remove': FORM,
  'POST /brands/:id/members': FORM,
  'POST /brands/:id/members/:memberId': FORM,
  'POST /brands/:id/members/:memberId/remove': FORM,

  'GET /api/v1/me': SIGNED_IN,
  'PATCH /api/v1/me': { access: 'signedIn', json: {} },
  'GET /api/v1/users': MANAGE_USERS,
  'POST /api/v1/users': { ...MANAGE_USERS, json: { email: 'new@example.com', name: 'New' } },
  'GET /api/v1/users/:id': MANAGE_USERS,
  'PATCH /api/v1/users/:id': { ...MANAGE_USERS, json: { name: 'Renamed' } },
  'GET /api/v1/invitations': MANAGE_USERS,
  'POST /api/v1/invitations': { ...MANAGE_USERS, json: { email: 'new@example.com', name: 'New' } },
  'DELETE /api/v1/invitations/:id': MANAGE_USERS,
  'GET /api/v1/roles': SEE_ROLES,
  'POST /api/v1/roles': { ...MANAGE_ROLES, json: { name: 'New', permissions: [] } },
  'GET /api/v1/roles/:id': SEE_ROLES,
  'PATCH /api/v1/roles/:id': { ...MANAGE_ROLES, json: { name: 'Renamed' } },
  'DELETE /api/v1/roles/:id': MANAGE_ROLES,
  'GET /api/v1/permissions': SEE_ROLES,
  'GET /api/v1/groups': MANAGE_USERS,
  'POST /api/v1/groups': { ...MANAGE_USERS, json: { name: 'New' } },
  'GET /api/v1/groups/:id': MANAGE_USERS,
  'PATCH /api/v1/groups/:id': { ...MANAGE_USERS, json: { name: 'Renamed' } },
  'DELETE /api/v1/groups/:id': MANAGE_USERS,
  'GET /api/v1/groups/:id/members': MANAGE_USERS,
  'POST /api/v1/groups/:id/members': { ...MANAGE_USERS, json: {} },
  'DELETE /api/v1/groups/:id/members/:userId': MANAGE_USERS,
  'GET /api/v1/brands': SIGNED_IN,
  'POST /api/v1/brands': { ...MANAGE_BRANDS, json: { name: 'New' } },
  'GET /api/v1/brands/:id': { access: 'ofBrand', permission: 'assets.view' },
  'PATCH /api/v1/brands/:id': { ...EDIT_BRAND, json: { name: 'Renamed' } },
  'DELETE /api/v1/brands/:id': { access: 'ofBrand', permission: 'brands.manage' },
  'GET /api/v1/brands/:id/members': EDIT_BRAND,
  'POST /api/v1/brands/:id/members': { ...EDIT_BRAND, json: { email: 'a@example.com' } },
  'PATCH /api/v1/brands/:id/members/:memberId': { ...EDIT_BRAND, json: {} },
  'DELETE /api/v1/brands/:id/members/:memberId': EDIT_BRAND,
  'GET /api/v1/sessions': PERSON,
  'DELETE /api/v1/sessions/:id': PERSON,
  'GET /api/v1/tokens': PERSON,
  'POST /api/v1/tokens': { access: 'person', json: { name: 'Another' } },
  'GET /api/v1/tokens/:id': PERSON,
  'DELETE /api/v1/tokens/:id': PERSON,

  'POST /api/v1/uploads': { access: 'brand', permission: 'assets.create' },
  'OPTIONS /api/v1/uploads': SIGNED_IN,
  'HEAD /api/v1/uploads/:id': OWN,
  'PATCH /api/v1/uploads/:id': OWN,
  'DELETE /api/v1/uploads/:id': OWN,
  'OPTIONS /api/v1/uploads/:id': SIGNED_IN,

  'GET /api/v1/assets': { access: 'brand', permission: 'assets.view' },
  'POST /api/v1/assets': { access: 'brand', permission: 'assets.create' },
  'GET /api/v1/assets/facets': { access: 'brand', permission: 'assets.view' },
  'GET /api/v1/assets/:id': SEE,
  'GET /api/v1/metadata-exports': { access: 'brand', permission: 'assets.view' },
  'PATCH /api/v1/assets/:id': { access: 'asset', permission: 'assets.edit', json: { title: 'Changed' } },
  'DELETE /api/v1/assets/:id': { access: 'asset', permission: 'assets.delete' },
  'POST /api/v1/assets/:id/processings': { access: 'asset', permission: 'assets.edit' },
  'GET /api/v1/assets/:id/file': SEE,
  'GET /api/v1/assets/:id/renditions/:name': SEE,
  'GET /api/v1/trash': { access: 'brand', permission: 'assets.view' },
  'DELETE /api/v1/trash/:id': { access: 'asset', permission: 'assets.purge', state: 'trash' },
  'POST /api/v1/trash/:id/restorations': { access: 'asset', permission: 'assets.delete', state: 'trash' },
  'GET /api/v1/operations': SIGNED_IN,
  'POST /api/v1/operations': { access: 'brand', permission: 'assets.delete', json: { kind: 'trash', ids: ['unknown'] } },
  'GET /api/v1/operations/:id': OWN,
  'POST /api/v1/operations/:id/reversals': OWN,
  'GET /api/v1/activities': { access: 'brand', permission: 'activities.view' },

  'GET /api/v1/tags': { access: 'brand', permission: 'assets.view' },
  'POST /api/v1/tags': { access: 'brand', permission: 'tags.manage', json: { name: '' } },
  'GET /api/v1/tags/:id': OWN,
  'PATCH /api/v1/tags/:id': { ...OWN, json: { name: 'Changed' } },
  'DELETE /api/v1/tags/:id': OWN,
  'POST /api/v1/tags/:id/restorations': OWN,
  'POST /api/v1/tags/:id/merges': { ...OWN, json: { into: 'unknown' } },
  'GET /api/v1/catalogs': { access: 'brand', permission: 'assets.view' },
  'POST /api/v1/catalogs': { access: 'brand', permission: 'catalogs.manage', json: { name: '' } },
  'GET /api/v1/catalogs/:id': OWN,
  'PATCH /api/v1/catalogs/:id': { ...OWN, json: { name: 'Changed' } },
  'DELETE /api/v1/catalogs/:id': OWN,
  'POST /api/v1/catalogs/:id/restorations': OWN,
  'POST /api/v1/catalogs/:id/imports': { ...OWN, json: [] },
  'GET /api/v1/catalogs/:id/exports': OWN,
  'GET /api/v1/categories': { access: 'brand', permission: 'assets.view' },
  'POST /api/v1/categories': { access: 'brand', permission: 'catalogs.manage', json: { name: '', catalogId: 'unknown' } },
  'GET /api/v1/categories/:id': OWN,
  'PATCH /api/v1/categories/:id': { ...OWN, json: { name: 'Changed' } },
  'DELETE /api/v1/categories/:id': OWN,
  'POST /api/v1/categories/:id/restorations': OWN,
  'GET /api/v1/collections': { access: 'brand', permission: 'assets.view' },
  'POST /api/v1/collections': { access: 'brand', permission: 'assets.view', json: { name: 'New' } },
  'GET /api/v1/collections/:id': OWN,
  'PATCH /api/v1/collections/:id': { ...OWN, json: { name: 'Renamed' } },
  'DELETE /api/v1/collections/:id': OWN,
  'POST /api/v1/collections/:id/restorations': OWN,
  'GET /api/v1/collections/:id/assets': OWN,
  'POST /api/v1/collections/:id/assets': { ...OWN, json: { ids: ['unknown'] } },
  'DELETE /api/v1/collections/:id/assets': { ...OWN, json: { ids: ['unknown'] } },

  'GET /': SIGNED_IN,
  'GET /assets/filters': { access: 'brand', permission: 'assets.view' },
  'GET /assets': { access: 'brand', permission: 'assets.view' },
  'GET /assets/cards': { access: 'brand', permission: 'assets.view' },
  'GET /assets/edits': { access: 'brand', permission: 'assets.view' },
  'GET /collections': { access: 'brand', permission: 'assets.view' },
  'POST /collections': FORM,
  'GET /collections/:id': OWN,
  'POST /collections/:id/edits': FORM,
  'POST /collections/:id/removals': FORM,
  'POST /collections/:id/restorations': FORM,
  'GET /uploads': { access: 'brand', permission: 'assets.create' },
  'POST /uploads': FORM,
  'GET /assets/:id': SEE_PAGE,
  'GET /assets/:id/view': SEE_PAGE,
  'POST /assets/:id/edits': FORM,
  'POST /assets/:id/removals': FORM,
  'POST /assets/:id/restorations': FORM,
  'POST /assets/:id/processings': FORM,

  'GET /api/v1/dead-letters': MANAGE_JOBS,
  'DELETE /api/v1/dead-letters/:id': MANAGE_JOBS,
  'POST /api/v1/dead-letters/:id/revivals': MANAGE_JOBS,
  'GET /admin/jobs': MANAGE_JOBS,
  'POST /admin/jobs/dead-letters/:id/revive': FORM,
  'POST /admin/jobs/dead-letters/:id/remove': FORM,
}
