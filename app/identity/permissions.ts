/**
 * What can be allowed, one by one. Roles are sets of these, and so are the scopes of API tokens.
 * A module that adds a permission adds it here, and the words for it to resources/lang/en/identity.json.
 */
export const PERMISSIONS = [
  'assets.view',
  'assets.create',
  'assets.edit',
  'assets.delete',
  'assets.purge',
  'assets.review',
  'collections.manage',
  'tags.manage',
  'catalogs.manage',
  'folders.manage',
  'folders.restrict',
  'fields.manage',
  'templates.manage',
  'campaigns.view',
  'campaigns.manage',
  'products.edit',
  'products.manage',
  'activities.view',
  'users.manage',
  'roles.manage',
  'brands.edit',
  'brands.manage',
  'jobs.manage',
  'settings.manage',
] as const

export type Permission = (typeof PERMISSIONS)[number]

export function isPermission(text: string): text is Permission {
  return (PERMISSIONS as readonly string[]).includes(text)
}
