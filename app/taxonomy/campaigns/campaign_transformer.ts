import type { Visitor } from '#identity'

export type CampaignRow = {
  id: string
  brandId: string
  name: string
  nameKey: string
  description: string | null
  startsOn: string | null
  endsOn: string | null
  isArchived: boolean | number
  assetCount: number
  createdAt: number
  updatedAt: number
}

export type CampaignJson = ReturnType<typeof toCampaignJson>

/** The kept number knows nothing of what is closed to some; they are told none. */
export function toCampaignJson({ nameKey: _, createdAt, updatedAt, ...row }: CampaignRow, visitor: Visitor) {
  return {
    ...row,
    isArchived: Boolean(row.isArchived),
    assetCount: visitor.seesWhole(row.brandId) ? Number(row.assetCount) : null,
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    links: { self: `/api/v1/campaigns/${row.id}`, page: `/assets?campaign=${row.id}` },
  }
}
