import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { newId } from '#core/database/index'
import { Brand, BUILT_IN_ROLES, LOGIN_COOKIE, type Permission, type User } from '#identity'
import { MATRIX, type Access } from '#tests/support/authorisation_matrix'
import { BASE_URL, Program } from '#tests/support/api'
import { giveRole, loginCookie, makeGroup, makeToken, makeUser } from '#tests/support/identity'
import { picture } from '#tests/support/pictures'

type Principal = {
  name: string
  headers: Record<string, string>
  can: (permission: string, place: 'A' | 'some' | 'everywhere') => boolean
  kind: 'nobody' | 'person' | 'program'
}

/** The tables that a refused request must leave as they are. */
const GUARDED = [
  'assets',
  'asset_versions',
  'blobs',
  'users',
  'role_assignments',
  'role_permissions',
  'api_tokens',
  'operations',
  'brands',
  'roles',
  'user_groups',
  'group_members',
  'group_roles',
  'metadata_fields',
  'activities',
  'catalogs',
  'categories',
  'folders',
  'campaigns',
]

const ROLES: Record<string, string[]> = {
  'dam-read': ['assets.view'],
  'dam-write': ['assets.view', 'assets.create', 'assets.edit', 'assets.delete', 'collections.manage', 'folders.manage'],
  'manager': [...BUILT_IN_ROLES.find(({ slug }) => slug === 'manager')!.permissions],
}

async function snapshot(): Promise<string> {
  const tables = await Promise.all(
    GUARDED.map((table) =>
      db
        .from(table)
        .select('*')
        .orderBy(table === 'role_permissions' ? 'permission' : table === 'group_members' ? 'user_id' : 'id')
    )
  )
  // When a token was last used is written by looking at it, and is no change.
  return JSON.stringify(tables, (key, value) => (key === 'last_used_at' ? undefined : value))
}

test.group('The authorisation matrix (T1, T3, S4-01, S4-02)', (group) => {
  const principals: Principal[] = []
  let owner: Program
  let assetId: string
  let brandId: string
  let trashedId: string
  let subject: User

  group.setup(async () => {
    subject = await makeUser({ role: 'dam-read' })
    const [a, b] = await Promise.all(
      ['A', 'B'].map((name) => Brand.create({ id: newId(), slug: name.toLowerCase(), name, nameKey: name, createdAt: 1, updatedAt: 1 }))
    )
    brandId = a!.id
    owner = await Program.of({ role: 'system-admin' })
    assetId = (await owner.upload(await picture(), 'a.jpg', { brandId: a!.id })).body.id
    trashedId = (await owner.upload(await picture(), 'b.jpg', { brandId: a!.id })).body.id
    await owner.json(`/assets/${trashedId}`, { method: 'DELETE' })

    const bearer = async (user: User, scopes: Permission[] | null = null) => ({ authorization: `Bearer ${await makeToken(user, scopes)}` })
    const cookie = async (user: User) => {
      const { name, value } = await loginCookie(user)
      return { cookie: `${name ?? LOGIN_COOKIE}=${value}` }
    }
    const inBrand = (role: keyof typeof ROLES, brand: 'A' | 'B') => (permission: string, place: string) =>
      ROLES[role]!.includes(permission) && (place === 'some' || (place === 'A' && brand === 'A'))

    const disabled = await makeUser({ role: 'system-admin' })
    const disabledToken = await bearer(disabled)
    await db.from('users').where('id', disabled.id).update({ status: 'disabled' })
    const both = await makeUser({ role: null })
    await giveRole(both, 'dam-read', a!.id)
    await giveRole(both, 'dam-write', b!.id)

    const grouped = await makeUser({ role: null })
    await makeGroup([grouped], 'dam-read', a!.id)

    principals.push(
      { name: 'nobody', headers: {}, can: () => false, kind: 'nobody' },
      {
        name: 'a token that was never given out',
        headers: { authorization: 'Bearer dam_0000000000000000000000000000000000000000000' },
        can: () => false,
        kind: 'nobody',
      },
      { name: 'somebody disabled', headers: disabledToken, can: () => false, kind: 'nobody' },
      { name: 'somebody without a role', headers: await bearer(await makeUser({ role: null })), can: () => false, kind: 'program' },
      {
        name: 'a viewer of A',
        headers: await bearer(await makeUser({ role: 'dam-read', brandId: a!.id })),
        can: inBrand('dam-read', 'A'),
        kind: 'program',
      },
      {
        name: 'a writer of B',
        headers: await bearer(await makeUser({ role: 'dam-write', brandId: b!.id })),
        can: inBrand('dam-write', 'B'),
        kind: 'program',
      },
      {
        name: 'a viewer of A who writes in B',
        headers: await bearer(both),
        can: (permission, place) => inBrand('dam-read', 'A')(permission, place) || inBrand('dam-write', 'B')(permission, place),
        kind: 'program',
      },
      {
        name: 'a Manager of A',
        headers: await bearer(await makeUser({ role: 'manager', brandId: a!.id })),
        can: inBrand('manager', 'A'),
        kind: 'program',
      },
      {
        name: 'a Manager of B',
        headers: await bearer(await makeUser({ role: 'manager', brandId: b!.id })),
        can: inBrand('manager', 'B'),
        kind: 'program',
      },
      {
        name: 'somebody in a group that views A',
        headers: await bearer(grouped),
        can: inBrand('dam-read', 'A'),
        kind: 'program',
      },
      {
        name: 'a token that may only view',
        headers: await bearer(owner.user, ['assets.view']),
        can: (permission) => permission === 'assets.view',
        kind: 'program',
      },
      {
        name: 'a viewer in a browser',
        headers: await cookie(await makeUser({ role: 'dam-read', brandId: a!.id })),
        can: inBrand('dam-read', 'A'),
        kind: 'person',
      }
    )
  })

  const pathOf = (route: string, rule: Access) => {
    if (rule.access === 'ofBrand') return route.split(' ')[1]!.replace(':id', brandId).replace(':memberId', subject.id)
    const id =
      rule.access === 'asset' ? (rule.state === 'trash' ? trashedId : assetId) : rule.access === 'own' ? 'of-somebody-else' : subject.id
    return route.split(' ')[1]!.replace(':id', id).replace(':name', 'thumb').replace(':userId', subject.id)
  }

  /** The answers that say "no" here; null where this principal may. */
  const refusalsFor = (rule: Access, who: Principal, isApi: boolean): number[] | null => {
    const unknown = isApi ? [401] : [302, 401]
    if (rule.access === 'open') return null
    // By token there is no form token to miss: then it is the values that are missing, or the person.
    if (rule.access === 'form') return who.kind === 'program' ? [302, 401, 403, 404, 410, 422] : [302, 401, 403, 404]
    if (who.kind === 'nobody') return unknown
    switch (rule.access) {
      case 'signedIn':
        return null
      case 'person':
        return who.kind === 'person' ? null : [403]
      case 'own':
        return [404, 403]
      case 'asset':
        if (!who.can('assets.view', 'A')) return [404]
        return who.can(rule.permission, 'A') ? null : [403]
      case 'ofBrand':
        if (!who.can('assets.view', 'A')) return [404]
        return who.can(rule.permission, 'A') || who.can(rule.permission, 'everywhere') ? null : [403]
      case 'brand':
        return who.can(rule.permission, 'some') ? null : [403]
      case 'all':
        return who.can(rule.permission, 'everywhere') ? null : [403]
    }
  }

  test('{$self}')
    .with(Object.keys(MATRIX))
    .run(async ({ assert }, route) => {
      const rule = MATRIX[route]!
      const [method, pattern] = route.split(' ') as [string, string]
      const isApi = pattern.startsWith('/api/')
      for (const who of principals) {
        if (rule.access === 'open' && who.kind === 'nobody' && who.name !== 'nobody') continue
        const refusals = refusalsFor(rule, who, isApi)
        // What is allowed is tried by the tests of each module; here it is only that nobody else gets in.
        const isCookieChange = who.kind === 'person' && method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'
        if (refusals === null && method !== 'GET' && !isCookieChange) continue
        const before = await snapshot()
        const response = await fetch(`${BASE_URL}${pathOf(route, rule)}`, {
          method,
          redirect: 'manual',
          headers: {
            'accept': isApi ? 'application/json' : 'text/html',
            'tus-resumable': '1.0.0',
            'upload-length': '10',
            ...who.headers,
            ...('json' in rule && rule.json ? { 'content-type': 'application/json' } : {}),
          },
          ...('json' in rule && rule.json && method !== 'GET' ? { body: JSON.stringify(rule.json) } : {}),
        })
        await response.arrayBuffer()
        // A browser's change without the form token is refused before anything else is asked.
        const expected = isCookieChange ? [403, ...(refusals ?? [])] : refusals
        if (expected) {
          assert.include(expected, response.status, `${who.name}: ${route}`)
          assert.equal(await snapshot(), before, `${who.name} changed something by ${route}`)
        } else {
          assert.notInclude([401, 403], response.status, `${who.name}: ${route}`)
          assert.isBelow(response.status, 500, `${who.name}: ${route}`)
        }
      }
    })
})
