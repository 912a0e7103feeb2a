import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId } from '#core/database/index'
import type { Visitor } from '#identity'
import { CatalogNameTaken } from '../errors.ts'
import { Catalog } from '../models/catalog.ts'
import { catalogNamed } from '../names.ts'

/** `brandId` null is a catalogue for the assets of all brands. */
export type NewCatalog = { brandId: string | null; name: string; description?: string | null }

/** What catalogues of all brands are siblings of. */
export const ALL_BRANDS = '*'

/** Makes an empty catalogue (S4-30). */
export class CreateCatalog {
  async handle(visitor: Visitor, { brandId, name, description = null }: NewCatalog): Promise<Catalog> {
    const now = Date.now()
    try {
      return await inRepeatableTransaction(async (trx) => {
        const catalog = new Catalog().fill({
          id: newId(),
          brandId,
          siblingOf: brandId ?? ALL_BRANDS,
          ...catalogNamed(name),
          description,
          createdBy: visitor.user.id,
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
        })
        await catalog.useTransaction(trx).save()
        await recordActivity(trx, visitor.actor, {
          action: 'catalog.created',
          subjectType: 'catalog',
          subjectId: catalog.id,
          brandId,
          after: { name: catalog.name, description },
        })
        return catalog
      })
    } catch (error) {
      throw isDuplicate(error) ? new CatalogNameTaken(name) : error
    }
  }
}
