import { UpdateUser } from '../actions/update_user.ts'
import type User from '../models/user.ts'
import { type UserStatus } from '../models/user.ts'
import { ListUsers } from '../queries/list_users.ts'
import { momentOf, type OfficeResource, type OfficeRow } from './declaration.ts'

const STATUSES = ['active', 'invited', 'disabled'] as const satisfies UserStatus[]

/** Who has an account. What they may do is shaped on their own pages; here many are looked through and shut out. */
export const people: OfficeResource = {
  id: 'people',
  icon: 'users',
  isAllowed: (visitor) => visitor.can('users.manage'),
  title: 'name',
  fields: {
    name: { inList: true },
    email: { inList: true },
    status: { kind: 'state', inList: true },
    roles: { inList: true },
    lastSignInAt: { kind: 'moment', inList: true },
    createdAt: { kind: 'moment' },
    groups: {},
    page: { kind: 'page' },
  },
  pages: { invite: '/people/invite' },
  filters: { text: { kind: 'text' }, status: { kind: 'choice', choices: STATUSES } },
  list: async (_visitor, { filters, limit, cursor }) => {
    const status = STATUSES.find((one) => one === filters.status)
    const { data, meta } = await new ListUsers().page({ text: filters.text, status }, { limit, cursor })
    return { rows: data.map(toRow), next: meta.next }
  },
  some: async (_visitor, ids) => (await new ListUsers().some(ids)).map(toRow),
  actions: {
    disable: {
      on: 'each',
      icon: 'user-x',
      isDangerous: true,
      isAllowed: (visitor, row) => row?.status !== 'disabled' && row?.id !== visitor.user.id,
      run: (visitor, id) => new UpdateUser().handle(id, { isDisabled: true }, visitor),
    },
    enable: {
      on: 'each',
      icon: 'user-check',
      isAllowed: (_visitor, row) => row?.status === 'disabled',
      run: (visitor, id) => new UpdateUser().handle(id, { isDisabled: false }, visitor),
    },
  },
}

const toRow = (user: User): OfficeRow => ({
  id: user.id,
  name: user.name,
  email: user.email,
  status: user.status,
  roles: user.assignments.map(({ role, brand }) => (brand ? `${role.name} (${brand.name})` : role.name)).join('\n'),
  groups: user.groups.map(({ name }) => name).join('\n'),
  lastSignInAt: momentOf(user.lastSignInAt),
  createdAt: momentOf(user.createdAt),
  page: `/people/${user.id}`,
})
