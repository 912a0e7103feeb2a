import { recordActivities, recordActivity, type NewActivity } from '#core/activity/index'
import { inRepeatableTransaction, isDuplicate, newId, type Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { ImportRefused } from '../errors.ts'
import type { Catalog } from '../models/catalog.ts'
import { waitForTree } from '../tree.ts'
import type { ImportedRow } from './imported_row.ts'
import { Plan, type Planned } from './plan.ts'
import { readPlanned, writePlanned } from './write_planned.ts'

export type Imported = { created: number; updated: number; unchanged: number }

/**
 * Brings a file of categories into a catalogue: what it has by code or by path is renamed, moved and left where it is, what
 * it has not is made, and what the file does not name stays. All of it or, where a row is wrong, nothing.
 */
export class ImportCategories {
  async handle(visitor: Visitor, catalog: Catalog, rows: ImportedRow[]): Promise<Imported> {
    try {
      return await inRepeatableTransaction(async (trx) => {
        await waitForTree(trx, catalog.id)
        const plan = new Plan(catalog.id, await readPlanned(trx, catalog.id))
        plan.take(rows)
        const { created, updated } = plan.changes()
        await writePlanned(trx, visitor, plan)
        const counts = { created: created.length, updated: updated.length, unchanged: plan.named - created.length - updated.length }
        await record(trx, visitor, catalog, plan, counts)
        return counts
      })
    } catch (error) {
      if (!isDuplicate(error)) throw error
      throw new ImportRefused([{ row: 'File', message: 'Two categories at one place have names that this database takes for the same.' }])
    }
  }
}

const told = ({ name, code, parentId }: Pick<Planned, 'name' | 'code' | 'parentId'>) => ({ name, code, parentId })

async function record(trx: Transaction, visitor: Visitor, catalog: Catalog, plan: Plan, counts: Imported) {
  const cause = newId()
  const { created, updated } = plan.changes()
  const about = { subjectType: 'category', brandId: catalog.brandId, cause }
  const activities: NewActivity[] = [
    ...created.map((one) => ({ ...about, action: 'category.created', subjectId: one.id, after: told(one) })),
    ...updated.map((one) => ({ ...about, action: 'category.updated', subjectId: one.id, before: told(one.was!), after: told(one) })),
  ]
  for (let at = 0; at < activities.length; at += 200) await recordActivities(trx, visitor.actor, activities.slice(at, at + 200))
  await recordActivity(trx, visitor.actor, {
    action: 'catalog.imported',
    subjectType: 'catalog',
    subjectId: catalog.id,
    brandId: catalog.brandId,
    cause,
    after: counts,
  })
}
