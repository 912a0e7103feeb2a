import { PERMISSIONS, type Permission } from './permissions.ts'

type BuiltInRole = { slug: string; name: string; permissions: readonly Permission[] }

const READ = ['assets.view'] as const
const WRITE = [...READ, 'assets.create', 'assets.edit', 'assets.delete', 'collections.manage', 'folders.manage'] as const

/** The roles that every installation has; the last four are meant for one brand (S1-95). Their rights follow the release; own roles are made beside them. */
export const BUILT_IN_ROLES = [
  { slug: 'system-admin', name: 'System admin', permissions: PERMISSIONS },
  {
    slug: 'pim-admin',
    name: 'PIM admin',
    permissions: [
      ...WRITE,
      'folders.restrict',
      'assets.purge',
      'catalogs.manage',
      'fields.manage',
      'templates.manage',
      'products.edit',
      'products.manage',
      'activities.view',
    ],
  },
  { slug: 'pim-write', name: 'PIM write', permissions: [...READ, 'products.edit'] },
  { slug: 'dam-write', name: 'DAM write', permissions: WRITE },
  { slug: 'dam-read', name: 'DAM read', permissions: READ },
  {
    slug: 'manager',
    name: 'Manager',
    permissions: [
      ...WRITE,
      'folders.restrict',
      'assets.purge',
      'assets.review',
      'tags.manage',
      'catalogs.manage',
      'fields.manage',
      'templates.manage',
      'campaigns.view',
      'campaigns.manage',
      'activities.view',
      'brands.edit',
    ],
  },
  { slug: 'creator', name: 'Creator', permissions: [...WRITE, 'campaigns.view'] },
  { slug: 'viewer', name: 'Viewer', permissions: READ },
  { slug: 'approver', name: 'Approver', permissions: [...READ, 'campaigns.view', 'assets.review'] },
] as const satisfies BuiltInRole[]

export type BuiltInRoleSlug = (typeof BUILT_IN_ROLES)[number]['slug']

export const SYSTEM_ADMIN: BuiltInRoleSlug = 'system-admin'
export const DEFAULT_BRAND = { slug: 'default', name: 'Main brand' } as const
