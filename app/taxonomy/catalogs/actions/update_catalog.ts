import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { CatalogNameTaken } from '../errors.ts'
import { Catalog } from '../models/catalog.ts'
import { catalogNamed } from '../names.ts'
import { waitForTree } from '../tree.ts'

export type CatalogChanges = { name?: string; description?: string | null }

/** Renames or describes a catalogue; it stays with its brand. */
export class UpdateCatalog {
  async handle(visitor: Visitor, catalogId: string, changes: CatalogChanges): Promise<Catalog> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, catalogId)
        const catalog = await Catalog.query({ client: trx }).where('id', catalogId).whereNull('deletedAt').first()
        if (!catalog) throw new NotFound('catalogue')
        const before = { name: catalog.name, description: catalog.description }
        const { name = catalog.name, description = catalog.description } = changes
        catalog.merge({ ...catalogNamed(name), description, updatedAt: Date.now() })
        const after = { name: catalog.name, description: catalog.description }
        if (JSON.stringify(before) === JSON.stringify(after)) return catalog
        await catalog.useTransaction(trx).save()
        await recordActivity(trx, visitor.actor, {
          action: 'catalog.updated',
          subjectType: 'catalog',
          subjectId: catalogId,
          brandId: catalog.brandId,
          before,
          after,
        })
        return catalog
      })
    } catch (error) {
      throw isDuplicate(error) ? new CatalogNameTaken(changes.name ?? '') : error
    }
  }
}
