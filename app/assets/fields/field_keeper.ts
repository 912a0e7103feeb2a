import app from '@adonisjs/core/services/app'
import { Jobs } from '#core/jobs/index'
import type { FieldKeeper } from '#taxonomy'
import { RecountMissing } from './recount_missing.ts'
import { ReindexField } from './reindex_field.ts'

/** Assets keep the values of fields, and follow what becomes of these. */
export const fieldKeeper: FieldKeeper = {
  async isUsed(trx, fieldId) {
    return (await trx.from('asset_field_values').where('field_id', fieldId).first()) !== null
  },

  async choicesUsed(trx, fieldId, values) {
    const rows = await trx.from('asset_field_values').where('field_id', fieldId).whereIn('text_key', values).distinct('text_key')
    return rows.map((row) => String(row.text_key))
  },

  async follow(trx, { field, isRequirement, isWords }) {
    const jobs = await app.container.make(Jobs)
    if (isRequirement) await jobs.dispatch(RecountMissing, { brandId: field.brandId }, { trx })
    if (isWords) await jobs.dispatch(ReindexField, { fieldId: field.id }, { trx })
  },
}
