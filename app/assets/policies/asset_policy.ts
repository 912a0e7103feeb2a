import { BasePolicy } from '@adonisjs/bouncer'
import type { Visitor } from '#identity'

type Placed = { brandId: string }

/** What a visitor may do with an asset of a brand. Whether they may know of it at all, AssetQuery decides. */
export default class AssetPolicy extends BasePolicy {
  view(visitor: Visitor, asset: Placed) {
    return visitor.can('assets.view', asset.brandId)
  }

  list(visitor: Visitor) {
    return visitor.canSomewhere('assets.view')
  }

  create(visitor: Visitor, asset: Placed) {
    return visitor.can('assets.create', asset.brandId)
  }

  editSome(visitor: Visitor) {
    return visitor.canSomewhere('assets.edit')
  }

  edit(visitor: Visitor, asset: Placed) {
    return visitor.can('assets.edit', asset.brandId)
  }

  delete(visitor: Visitor, asset: Placed) {
    return visitor.can('assets.delete', asset.brandId)
  }

  purge(visitor: Visitor, asset: Placed) {
    return visitor.can('assets.purge', asset.brandId)
  }
}
