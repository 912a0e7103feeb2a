import { randomUUID } from 'node:crypto'
import type { ApiClient, ApiRequest } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import hash from '@adonisjs/core/services/hash'
import { SYSTEM } from '#core/activity/index'
import { newId } from '#core/database/index'
import { BeginSignIn, Brand, EnsureBuiltIns, LOGIN_COOKIE, Role, User, type BuiltInRoleSlug, type Permission } from '#identity'
import RoleAssignment from '../../app/identity/models/role_assignment.ts'
import { CreateToken } from '#tokens'

export const PASSWORD = 'a long walk in the orchard'

// Hashing is slow by design; everybody here has the same password.
let hashed: Promise<string> | undefined

type Wanted = {
  role?: BuiltInRoleSlug | null
  /** Holds the role in this brand only; everywhere without one. */
  brandId?: string | null
  email?: string
  name?: string
  status?: User['status']
}

/** A person with a role; `role: null` makes one without any. */
export async function makeUser(wanted: Wanted = {}): Promise<User> {
  await new EnsureBuiltIns().handle()
  const now = Date.now()
  const email = wanted.email ?? `${randomUUID().slice(0, 8)}@example.com`
  const user = await User.create({
    id: newId(),
    email,
    emailKey: email.toLowerCase(),
    name: wanted.name ?? 'Ada Example',
    passwordHash: await (hashed ??= hash.make(PASSWORD)),
    status: wanted.status ?? 'active',
    lastSignInAt: null,
    createdAt: now,
    updatedAt: now,
  })
  if (wanted.role !== null) await giveRole(user, wanted.role ?? 'dam-write', wanted.brandId ?? null)
  return user
}

export async function giveRole(user: User, slug: BuiltInRoleSlug, brandId: string | null = null) {
  const role = await Role.findByOrFail('slug', slug)
  const id = newId()
  await RoleAssignment.create({ id, userId: user.id, roleId: role.id, brandId, brandKey: brandId ?? '*', createdAt: Date.now() })
}

/** People who hold a role together; `role: null` makes a group without any. */
export async function makeGroup(members: User[], role: BuiltInRoleSlug | null, brandId: string | null = null): Promise<string> {
  const [id, now] = [newId(), Date.now()]
  await db.table('user_groups').insert({ id, name: id, name_key: id, created_at: now, updated_at: now })
  for (const { id: userId } of members) await db.table('group_members').insert({ group_id: id, user_id: userId, created_at: now })
  if (role) {
    const { id: roleId } = await Role.findByOrFail('slug', role)
    const held = { id: newId(), group_id: id, role_id: roleId, brand_id: brandId, brand_key: brandId ?? '*', created_at: now }
    await db.table('group_roles').insert(held)
  }
  return id
}

/** A brand beside the default one. */
export async function makeBrand(name: string): Promise<Brand> {
  const now = Date.now()
  return Brand.create({ id: newId(), slug: name.toLowerCase(), name, nameKey: name.toLowerCase(), createdAt: now, updatedAt: now })
}

/** The secret of a new API token, for `Authorization: Bearer …`. Without scopes it may do all that its owner may. */
export async function makeToken(user: User, scopes: Permission[] | null = null): Promise<string> {
  const made = await new CreateToken().handle({ userId: user.id, name: 'A test', scopes }, SYSTEM)
  return made.secret
}

/** The login cookie of a new sign-in: for `context.addCookies([{ ...(await loginCookie(user)), url }])` in a browser. */
export async function loginCookie(user: User): Promise<{ name: string; value: string }> {
  const secret = await new BeginSignIn().handle(user.id, { ip: '127.0.0.1', userAgent: 'A test' })
  return { name: LOGIN_COOKIE, value: secret }
}

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** A browser in which somebody is, or nobody is yet, signed in: cookies and form token go with every request. */
export type TestBrowser = Record<Verb, (path: string) => ApiRequest> & { cookie: string; formToken: string }

export async function signIn(client: ApiClient, user: User): Promise<TestBrowser> {
  const { name, value } = await loginCookie(user)
  return openBrowser(client, `${name}=${value}`)
}

/** A browser that has seen the sign-in page, and so holds a form token. */
export async function openBrowser(client: ApiClient, ...cookies: string[]): Promise<TestBrowser> {
  const page = await client.get('/sign-in')
  const formToken = /name="csrf-token" content="([^"]+)"/.exec(page.text())?.[1]
  if (!formToken) throw new Error(`The sign-in page has no form token (status ${page.status()}).`)
  const given = [page.header('set-cookie') ?? []].flat().map((one) => String(one).split(';')[0])
  const cookie = [...given, ...cookies].join('; ')
  const send = (verb: Verb) => (path: string) => client[verb](path).redirects(0).header('cookie', cookie).header('x-csrf-token', formToken)
  return { get: send('get'), post: send('post'), put: send('put'), patch: send('patch'), delete: send('delete'), cookie, formToken }
}
