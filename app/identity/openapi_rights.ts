import { listOf, ref, type ApiRoute } from '#core/http/index'
import { addBrandMemberValidator, changeBrandMemberValidator, createBrandValidator, updateBrandValidator } from './validators/brands.ts'
import { listValidator } from './validators/people.ts'
import {
  createGroupValidator,
  createRoleValidator,
  groupMemberValidator,
  updateGroupValidator,
  updateRoleValidator,
} from './validators/rights.ts'

export const one = (description: string, schema: string, status = 200): ApiRoute['responses'] => ({
  [status]: { description, schema: ref(schema) },
})
export const page = (description: string, schema: string): ApiRoute['responses'] => ({ 200: { description, schema: listOf(schema) } })
const none = (description: string): ApiRoute['responses'] => ({ 204: { description } })

export const MANAGERS = 'Needs the permission `users.manage` everywhere.'
const SHAPERS = 'Needs the permission `roles.manage` everywhere.'
const GIVERS = 'For whoever gives roles: `users.manage` or `roles.manage` everywhere, or `brands.edit` in some brand.'
const BRANDS = 'Needs the permission `brands.manage` everywhere.'
const EDITORS = 'Needs the permission `brands.edit` in the brand, or `brands.manage` everywhere.'
const NOT_BEYOND = 'Nobody gives or takes rights that they do not hold themselves.'

const roles: ApiRoute[] = [
  {
    method: 'get',
    path: '/roles',
    operationId: 'listRoles',
    summary: 'List roles with what they allow',
    description: GIVERS,
    tags: ['Roles and brands'],
    responses: page('All roles', 'Role'),
  },
  {
    method: 'post',
    path: '/roles',
    operationId: 'createRole',
    summary: 'Make a role of your own',
    description: `${SHAPERS} ${NOT_BEYOND}`,
    tags: ['Roles and brands'],
    requestBody: createRoleValidator,
    responses: one('The role', 'Role', 201),
  },
  {
    method: 'get',
    path: '/roles/{id}',
    operationId: 'getRole',
    summary: 'Get a role',
    description: GIVERS,
    tags: ['Roles and brands'],
    responses: one('The role', 'Role'),
  },
  {
    method: 'patch',
    path: '/roles/{id}',
    operationId: 'updateRole',
    summary: 'Rename a role or change what it allows',
    description: `${SHAPERS} ${NOT_BEYOND} Built-in roles stay as they are. Counts from the next request of whoever holds it.`,
    tags: ['Roles and brands'],
    requestBody: updateRoleValidator,
    responses: one('The role', 'Role'),
  },
  {
    method: 'delete',
    path: '/roles/{id}',
    operationId: 'deleteRole',
    summary: 'Delete a role that nobody holds',
    description: SHAPERS,
    tags: ['Roles and brands'],
    responses: none('Deleted'),
  },
  {
    method: 'get',
    path: '/permissions',
    operationId: 'listPermissions',
    summary: 'List what roles are made of',
    description: GIVERS,
    tags: ['Roles and brands'],
    responses: page('All permissions', 'Permission'),
  },
]

const groups: ApiRoute[] = [
  {
    method: 'get',
    path: '/groups',
    operationId: 'listGroups',
    summary: 'List groups',
    description: MANAGERS,
    tags: ['Groups'],
    query: listValidator,
    responses: page('A page of groups, newest first', 'Group'),
  },
  {
    method: 'post',
    path: '/groups',
    operationId: 'createGroup',
    summary: 'Make a group',
    description: `${MANAGERS} ${NOT_BEYOND}`,
    tags: ['Groups'],
    requestBody: createGroupValidator,
    responses: one('The group', 'Group', 201),
  },
  {
    method: 'get',
    path: '/groups/{id}',
    operationId: 'getGroup',
    summary: 'Get a group',
    description: MANAGERS,
    tags: ['Groups'],
    responses: one('The group', 'Group'),
  },
  {
    method: 'patch',
    path: '/groups/{id}',
    operationId: 'updateGroup',
    summary: 'Change a group or its roles',
    description: `${MANAGERS} ${NOT_BEYOND} \`roles\` replaces all the roles there were.`,
    tags: ['Groups'],
    requestBody: updateGroupValidator,
    responses: one('The group', 'Group'),
  },
  {
    method: 'delete',
    path: '/groups/{id}',
    operationId: 'deleteGroup',
    summary: 'Delete a group that nobody is in',
    description: MANAGERS,
    tags: ['Groups'],
    responses: none('Deleted'),
  },
  {
    method: 'get',
    path: '/groups/{id}/members',
    operationId: 'listGroupMembers',
    summary: 'List who is in a group',
    description: MANAGERS,
    tags: ['Groups'],
    query: listValidator,
    responses: page('A page of people', 'GroupMember'),
  },
  {
    method: 'post',
    path: '/groups/{id}/members',
    operationId: 'addGroupMember',
    summary: 'Take somebody into a group',
    description: `${MANAGERS} ${NOT_BEYOND}`,
    tags: ['Groups'],
    requestBody: groupMemberValidator,
    responses: none('They are in it'),
  },
  {
    method: 'delete',
    path: '/groups/{id}/members/{userId}',
    operationId: 'removeGroupMember',
    summary: 'Take somebody out of a group',
    description: `${MANAGERS} ${NOT_BEYOND}`,
    tags: ['Groups'],
    responses: none('They are not in it any more'),
  },
]

const brands: ApiRoute[] = [
  {
    method: 'get',
    path: '/brands',
    operationId: 'listBrands',
    summary: 'List the brands you may see',
    tags: ['Roles and brands'],
    responses: page('All of them', 'Brand'),
  },
  {
    method: 'post',
    path: '/brands',
    operationId: 'createBrand',
    summary: 'Make a brand',
    description: BRANDS,
    tags: ['Roles and brands'],
    requestBody: createBrandValidator,
    responses: one('The brand', 'Brand', 201),
  },
  {
    method: 'get',
    path: '/brands/{id}',
    operationId: 'getBrand',
    summary: 'Get a brand',
    tags: ['Roles and brands'],
    responses: one('The brand', 'Brand'),
  },
  {
    method: 'patch',
    path: '/brands/{id}',
    operationId: 'updateBrand',
    summary: 'Change a brand and its kit',
    description: EDITORS,
    tags: ['Roles and brands'],
    requestBody: updateBrandValidator,
    responses: one('The brand', 'Brand'),
  },
  {
    method: 'delete',
    path: '/brands/{id}',
    operationId: 'deleteBrand',
    summary: 'Delete a brand in which nothing is left',
    description: BRANDS,
    tags: ['Roles and brands'],
    responses: none('Deleted'),
  },
  {
    method: 'get',
    path: '/brands/{id}/members',
    operationId: 'listBrandMembers',
    summary: 'List who holds which role in a brand',
    description: EDITORS,
    tags: ['Roles and brands'],
    responses: page('All of them', 'BrandMember'),
  },
  {
    method: 'post',
    path: '/brands/{id}/members',
    operationId: 'addBrandMember',
    summary: 'Give a person or a group a role in a brand',
    description: `${EDITORS} ${NOT_BEYOND} Name one of \`userId\`, \`email\` and \`groupId\`; groups are for who holds \`users.manage\`.`,
    tags: ['Roles and brands'],
    requestBody: addBrandMemberValidator,
    responses: one('The member', 'BrandMember', 201),
  },
  {
    method: 'patch',
    path: '/brands/{id}/members/{memberId}',
    operationId: 'changeBrandMember',
    summary: 'Change the role of a member',
    description: `${EDITORS} ${NOT_BEYOND}`,
    tags: ['Roles and brands'],
    requestBody: changeBrandMemberValidator,
    responses: one('The member', 'BrandMember'),
  },
  {
    method: 'delete',
    path: '/brands/{id}/members/{memberId}',
    operationId: 'removeBrandMember',
    summary: 'Take a role in a brand away',
    description: `${EDITORS} ${NOT_BEYOND}`,
    tags: ['Roles and brands'],
    responses: none('Taken away'),
  },
]

export const rights = [...roles, ...groups, ...brands]
