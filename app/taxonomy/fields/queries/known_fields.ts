import { readRows, rowsIn, type Transaction } from '#core/database/index'
import { fromRow, type Field } from '../field.ts'

const LIVING = 'select * from metadata_fields where deleted_at is null order by sort_place, id'

/** All fields there are, in their order: some dozens, of which each asker is told those that they may see. */
export async function knownFields(trx?: Transaction): Promise<Field[]> {
  const rows = trx ? await rowsIn<Record<string, unknown>>(trx, LIVING, []) : await readRows<Record<string, unknown>>(LIVING, [])
  return rows.map(fromRow)
}

/** Those that were deleted, whatever time ago. */
export async function deletedFields(): Promise<Field[]> {
  const rows = await readRows<Record<string, unknown>>(
    'select * from metadata_fields where deleted_at is not null order by deleted_at desc',
    []
  )
  return rows.map(fromRow)
}
