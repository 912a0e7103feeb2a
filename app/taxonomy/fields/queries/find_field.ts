import type { Transaction } from '#core/database/index'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { fromRow, type Field } from '../field.ts'
import { deletedFields, knownFields } from './known_fields.ts'
import { knowsField } from './sight.ts'

/** One field, if the visitor may know of it; else it does not exist. */
export async function findField(visitor: Visitor, id: string, { deleted = false } = {}): Promise<Field> {
  const fields = deleted ? await deletedFields() : await knownFields()
  const field = fields.find((one) => one.id === id)
  if (!field || !knowsField(visitor, field)) throw new NotFound('field')
  return field
}

/** The same within a change of it, where nobody else changes it meanwhile. */
export async function fieldToChange(trx: Transaction, id: string, { deleted = false } = {}): Promise<Field> {
  // Who writes it first holds the row on MySQL.
  await trx
    .from('metadata_fields')
    .where('id', id)
    .update({ sort_place: trx.raw('sort_place') })
  const row = (await trx.from('metadata_fields').where('id', id).first()) as Record<string, unknown> | null
  if (!row || (row.deleted_at !== null) !== deleted) throw new NotFound('field')
  return fromRow(row)
}
