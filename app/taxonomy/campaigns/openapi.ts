import { describeApi, listOf, ref, type JsonSchema } from '#core/http/index'
import { createCampaignValidator, listCampaignsValidator, updateCampaignValidator } from './validators/campaign_validators.ts'

const text = { type: 'string' }
const maybeText = { type: ['string', 'null'] }
const day = { type: ['string', 'null'], format: 'date' }
const moment = { type: 'string', format: 'date-time' }

const CAMPAIGN: JsonSchema = {
  type: 'object',
  description: 'Something a brand does for a time. Known to those only who hold `campaigns.view` in its brand.',
  required: ['id', 'brandId', 'name', 'startsOn', 'endsOn', 'isArchived', 'assetCount'],
  properties: {
    id: text,
    brandId: text,
    name: text,
    description: maybeText,
    startsOn: day,
    endsOn: day,
    isArchived: { type: 'boolean', description: 'Over: assets keep it, and no more are given it.' },
    assetCount: {
      type: ['integer', 'null'],
      description: 'Assets that have it, without those in the trash; null where folders are closed to you.',
    },
    createdAt: moment,
    updatedAt: moment,
    links: { type: 'object', properties: { self: text, page: text } },
  },
}

const tags = ['Campaigns']
const campaign = { description: 'The campaign', schema: ref('Campaign') }
const taken = { description: 'The name is used in this brand' }

describeApi({
  schemas: { Campaign: CAMPAIGN },
  routes: [
    {
      method: 'get',
      path: '/campaigns',
      operationId: 'listCampaigns',
      summary: 'List and find campaigns',
      description:
        '`text` finds parts of names; with `sort=use` the most used come first; `archived=false` leaves out those that are over.',
      tags,
      query: listCampaignsValidator,
      responses: { 200: { description: 'A page of campaigns', schema: listOf('Campaign') } },
    },
    {
      method: 'post',
      path: '/campaigns',
      operationId: 'createCampaign',
      summary: 'Make a campaign',
      tags,
      headers: [
        { name: 'Idempotency-Key', description: 'Any text of your own. The same request sent again within a day gets the first answer.' },
      ],
      requestBody: createCampaignValidator,
      responses: { 201: { ...campaign, headers: { Location: 'The address of the campaign' } }, 409: taken },
    },
    { method: 'get', path: '/campaigns/{id}', operationId: 'getCampaign', summary: 'Get a campaign', tags, responses: { 200: campaign } },
    {
      method: 'patch',
      path: '/campaigns/{id}',
      operationId: 'updateCampaign',
      summary: 'Rename, describe, date or archive a campaign',
      tags,
      requestBody: updateCampaignValidator,
      responses: { 200: campaign, 409: taken },
    },
    {
      method: 'delete',
      path: '/campaigns/{id}',
      operationId: 'deleteCampaign',
      summary: 'Delete a campaign',
      description: 'Assets lose it. It can be brought back for 30 days, and they have it again.',
      tags,
      responses: { 204: { description: 'Deleted' } },
    },
    {
      method: 'post',
      path: '/campaigns/{id}/restorations',
      operationId: 'restoreCampaign',
      summary: 'Bring a deleted campaign back',
      tags,
      responses: { 201: campaign, 409: taken },
    },
  ],
})
