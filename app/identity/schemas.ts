import type { JsonSchema } from '#core/http/index'
import { PERMISSIONS } from './permissions.ts'

const text = { type: 'string' }
const moment = { type: 'string', format: 'date-time' }
const permission = { enum: [...PERMISSIONS] }
const brandId = { type: ['string', 'null'], description: 'The brand it is held in; null is everywhere.' }

/** An object of which every property is always there. */
const whole = (properties: Record<string, JsonSchema>, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
  ...more,
})

const user = {
  id: text,
  name: text,
  email: text,
  status: { enum: ['invited', 'active', 'disabled'] },
  roles: { type: 'array', items: whole({ roleId: text, slug: text, name: text, brandId }) },
  lastSignInAt: { type: ['string', 'null'], format: 'date-time' },
  createdAt: moment,
  updatedAt: moment,
}

const invitationLink = {
  id: text,
  userId: text,
  email: text,
  url: { ...text, description: 'Where the invited person chooses a password. Answered this once only.' },
  isMailed: { type: 'boolean', description: 'Whether it was mailed too; otherwise hand it over yourself.' },
  expiresAt: moment,
}

/** What this module answers, by the names under which the API document knows it. */
export const SCHEMAS: Record<string, JsonSchema> = {
  User: whole(user),
  InvitedUser: whole({ ...user, invitation: whole(invitationLink) }),
  Invitation: whole({
    id: text,
    userId: text,
    email: text,
    name: text,
    createdBy: { type: ['string', 'null'] },
    createdAt: moment,
    expiresAt: moment,
  }),
  InvitationLink: whole(invitationLink),
  Me: whole({
    id: text,
    name: text,
    email: text,
    activeBrandId: { type: ['string', 'null'], description: 'The brand that pages are narrowed to; null is all.' },
    via: { enum: ['web', 'api'] },
    permissions: {
      type: 'array',
      items: whole({
        permission,
        brands: { description: '"all", or the ids of brands.', oneOf: [{ const: 'all' }, { type: 'array', items: text }] },
      }),
    },
  }),
  Role: whole({ id: text, slug: text, name: text, isBuiltIn: { type: 'boolean' }, permissions: { type: 'array', items: permission } }),
  Brand: whole({ id: text, slug: text, name: text, createdAt: moment, updatedAt: moment }),
  Session: whole({
    id: text,
    ip: text,
    userAgent: text,
    browser: { type: ['string', 'null'], description: 'Browser and system as recognised: "Firefox, Linux".' },
    isCurrent: { type: 'boolean' },
    createdAt: moment,
    lastSeenAt: moment,
    expiresAt: moment,
  }),
}
