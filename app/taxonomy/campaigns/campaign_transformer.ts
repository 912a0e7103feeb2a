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

export function toCampaignJson({ nameKey: _, createdAt, updatedAt, ...row }: CampaignRow) {
  return {
    ...row,
    isArchived: Boolean(row.isArchived),
    assetCount: Number(row.assetCount),
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    links: { self: `/api/v1/campaigns/${row.id}`, page: `/assets?campaign=${row.id}` },
  }
}
