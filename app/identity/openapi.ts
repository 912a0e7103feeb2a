import { describeApi, type ApiRoute } from '#core/http/index'
import { MANAGERS, one, page, rights } from './openapi_rights.ts'
import { SCHEMAS } from './schemas.ts'
import {
  inviteValidator,
  listUsersValidator,
  listValidator,
  renewInvitationValidator,
  updateMeValidator,
  updateUserValidator,
} from './validators/people.ts'

const NO_TOKEN = 'Not by API token: sign in with a browser.'

const people: ApiRoute[] = [
  {
    method: 'get',
    path: '/users',
    operationId: 'listUsers',
    summary: 'List people',
    description: MANAGERS,
    tags: ['People'],
    query: listUsersValidator,
    responses: page('A page of people, newest first', 'User'),
  },
  {
    method: 'post',
    path: '/users',
    operationId: 'inviteUser',
    summary: 'Invite somebody',
    description: `${MANAGERS} You can only give roles whose permissions you hold. \`brandId\` null or absent gives the role everywhere.`,
    tags: ['People'],
    requestBody: inviteValidator,
    responses: one('The person, with the link for them', 'InvitedUser', 201),
  },
  {
    method: 'get',
    path: '/users/{id}',
    operationId: 'getUser',
    summary: 'Get a person',
    description: 'Yourself; others with the permission `users.manage` everywhere.',
    tags: ['People'],
    responses: one('The person', 'User'),
  },
  {
    method: 'patch',
    path: '/users/{id}',
    operationId: 'updateUser',
    summary: 'Rename, disable or enable a person, or change their roles',
    description: `${MANAGERS} \`roles\` replaces all the roles there were. Everything counts from their next request on.`,
    tags: ['People'],
    requestBody: updateUserValidator,
    responses: one('The person', 'User'),
  },
  {
    method: 'get',
    path: '/invitations',
    operationId: 'listInvitations',
    summary: 'List invitations that wait to be accepted',
    description: MANAGERS,
    tags: ['People'],
    query: listValidator,
    responses: page('A page of invitations, newest first', 'Invitation'),
  },
  {
    method: 'post',
    path: '/invitations',
    operationId: 'renewInvitation',
    summary: 'Make a new link for an invited person',
    description: `${MANAGERS} The link before stops working.`,
    tags: ['People'],
    requestBody: renewInvitationValidator,
    responses: one('The new link', 'InvitationLink', 201),
  },
  {
    method: 'delete',
    path: '/invitations/{id}',
    operationId: 'withdrawInvitation',
    summary: 'Withdraw an invitation',
    description: `${MANAGERS} The account that nobody used goes with it.`,
    tags: ['People'],
    responses: { 204: { description: 'Withdrawn' } },
  },
]

const account: ApiRoute[] = [
  {
    method: 'get',
    path: '/me',
    operationId: 'getMe',
    summary: 'Who you are, and what you may do where',
    tags: ['Account'],
    responses: one('You, as far as this token or sign-in reaches', 'Me'),
  },
  {
    method: 'patch',
    path: '/me',
    operationId: 'updateMe',
    summary: 'Change your name',
    description: NO_TOKEN,
    tags: ['Account'],
    requestBody: updateMeValidator,
    responses: one('You', 'Me'),
  },
  {
    method: 'get',
    path: '/sessions',
    operationId: 'listSessions',
    summary: 'List the browsers you are signed in with',
    description: NO_TOKEN,
    tags: ['Account'],
    query: listValidator,
    responses: page('A page of sign-ins, newest first', 'Session'),
  },
  {
    method: 'delete',
    path: '/sessions/{id}',
    operationId: 'endSession',
    summary: 'Sign out of one browser',
    description: NO_TOKEN,
    tags: ['Account'],
    responses: { 204: { description: 'Signed out there' } },
  },
]

describeApi({ schemas: SCHEMAS, routes: [...people, ...rights, ...account] })
