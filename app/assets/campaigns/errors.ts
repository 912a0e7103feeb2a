import { Problem } from '#core/http/index'

export class UnknownCampaigns extends Problem {
  constructor(words: string[]) {
    super({
      status: 422,
      code: 'unknown_campaigns',
      title: 'No such campaigns',
      detail: `This brand has no campaign ${words.map((word) => `"${word}"`).join(', ')}. Find its campaigns by /api/v1/campaigns.`,
      errors: words.map((word) => ({ field: 'campaigns', message: `"${word}" is no campaign of this brand.` })),
    })
  }
}

export class CampaignIsOver extends Problem {
  constructor(name: string) {
    const message = `The campaign "${name}" is archived and is given to no more assets.`
    super({ status: 422, code: 'campaign_is_over', title: 'Archived', detail: message, errors: [{ field: 'campaigns', message }] })
  }
}
