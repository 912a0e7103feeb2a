import { recordActivity } from '#core/activity/index'
import { inRepeatableTransaction } from '#core/database/index'
import type { Visitor } from '#identity'
import type { Field } from '../field.ts'
import { fieldToChange } from '../queries/find_field.ts'
import { tellOfField } from '../slots.ts'

/** Hides a field. What assets have in it is kept for 30 days, in which it can be brought back. */
export class DeleteField {
  async handle(visitor: Visitor, fieldId: string) {
    await this.#move(visitor, fieldId, Date.now())
  }

  async takeBack(visitor: Visitor, fieldId: string): Promise<Field> {
    return this.#move(visitor, fieldId, null)
  }

  #move(visitor: Visitor, fieldId: string, deletedAt: number | null): Promise<Field> {
    return inRepeatableTransaction(async (trx) => {
      const field = await fieldToChange(trx, fieldId, { deleted: deletedAt === null })
      await trx.from('metadata_fields').where('id', fieldId).update({ deleted_at: deletedAt })
      const said = { key: field.key, label: field.label }
      await recordActivity(trx, visitor.actor, {
        action: deletedAt === null ? 'field.restored' : 'field.deleted',
        subjectType: 'field',
        subjectId: fieldId,
        brandId: field.brandId,
        ...(deletedAt === null ? { after: said } : { before: said }),
      })
      // Others may depend on it, so what is required is counted anew whether or not it is.
      await tellOfField(trx, { field: { ...field, deletedAt }, isRequirement: true, isWords: field.isSearchable })
      return { ...field, deletedAt }
    })
  }
}
