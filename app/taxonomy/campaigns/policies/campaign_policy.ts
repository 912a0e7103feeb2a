import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

/** Campaigns are for those who make and manage, not for all who look (S1-70). */
export default class CampaignPolicy extends BasePolicy {
  list(visitor: Visitor) {
    return visitor.canSomewhere('campaigns.view')
  }

  manage(visitor: Visitor, { brandId }: { brandId: string }) {
    return visitor.can('campaigns.manage', brandId)
  }

  manageSome(visitor: Visitor) {
    return visitor.canSomewhere('campaigns.manage')
  }
}
