import vine from '@vinejs/vine'
import { EXPORT_COLUMNS } from './columns.ts'

/** Beside what may be asked of a list of assets. */
export const exportMetadataValidator = vine.compile(
  vine.object({
    columns: vine.array(vine.enum(EXPORT_COLUMNS)).minLength(1).distinct().optional(),
    bom: vine.boolean().optional(),
  })
)
