import vine from '@vinejs/vine'
import { EXPORT_COLUMNS } from './columns.ts'
import { FIELD_COLUMN } from './field_columns.ts'

const COLUMN = new RegExp(`^(${EXPORT_COLUMNS.join('|')})$|${FIELD_COLUMN.source}`)

/** Beside what may be asked of a list of assets. */
export const exportMetadataValidator = vine.compile(
  vine.object({
    columns: vine.array(vine.string().regex(COLUMN)).minLength(1).distinct().optional(),
    bom: vine.boolean().optional(),
  })
)
