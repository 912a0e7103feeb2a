import type { JsonSchema } from '#core/http/index'
import { TAG_POLICIES } from './models/brand.ts'
import { PERMISSIONS } from './permissions.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
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

const held = { type: 'array', items: whole({ roleId: text, slug: text, name: text, brandId }) }

const colour = whole({
  name: text,
  hex: { ...text, pattern: '^#[0-9a-f]{6}$' },
  textColour: { enum: ['#000000', '#ffffff'], description: 'What reads better on it.' },
  contrast: { type: 'number', description: 'Of that text on this colour (WCAG); never below 4.5.' },
})

const user = {
  id: text,
  name: text,
  email: text,
  status: { enum: ['invited', 'active', 'disabled'] },
  roles: held,
  groups: { type: 'array', items: whole({ id: text, name: text }), description: 'Whose roles they hold as well.' },
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
  Permission: whole({ permission, label: { ...text, description: 'What it allows, in words.' } }),
  Group: whole({
    id: text,
    name: text,
    description: maybeText,
    memberCount: { type: 'integer' },
    roles: held,
    createdAt: moment,
    updatedAt: moment,
  }),
  GroupMember: whole({ id: text, name: text, email: text, status: { enum: ['invited', 'active', 'disabled'] } }),
  Brand: whole({
    id: text,
    slug: { ...text, description: 'Made of the first name; stays when the brand is renamed.' },
    name: text,
    description: maybeText,
    colours: { type: 'array', items: colour },
    languages: { type: 'array', items: text, description: 'BCP 47; the first is the default.' },
    tagPolicy: { enum: [...TAG_POLICIES], description: 'open: people make tags as they go. closed: they choose from those there are.' },
    createdAt: moment,
    updatedAt: moment,
  }),
  BrandMember: whole({
    id: { ...text, description: 'Of this role in this brand: somebody with two roles is in the list twice.' },
    type: { enum: ['person', 'group'] },
    userId: maybeText,
    groupId: maybeText,
    name: text,
    email: { ...maybeText, description: 'Of a person.' },
    role: whole({ id: text, name: text }),
  }),
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
