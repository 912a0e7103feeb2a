import type { Infer } from '@vinejs/vine/types'
import type { listAssetsValidator } from '../validators/asset_validators.ts'
import { NothingSelected } from '../errors.ts'
import type { Selection } from '../operations/start_operation.ts'
import { addedFrom } from './added_filters.ts'
import type { AssetFilters } from './asset_query.ts'

type Input = Infer<ReturnType<typeof listAssetsValidator>>

/** Dates come as ISO text; a day given as the end means that whole day. */
export function filtersFromInput(input: Input): AssetFilters {
  const { text, type, processingStatus, bucket, brand, createdAfter, createdBefore } = input
  return {
    ...(text ? { text } : {}),
    ...(type ? { type } : {}),
    ...(processingStatus ? { processingStatus } : {}),
    ...(bucket ? { bucket } : {}),
    ...(brand ? { brandId: brand } : {}),
    ...addedFrom(input),
    ...(createdAfter ? { createdAfter: Date.parse(createdAfter) } : {}),
    ...(createdBefore ? { createdBefore: endOf(createdBefore) } : {}),
  }
}

/** The same of fields that were not checked, because we wrote them ourselves. */
export const fieldsToFilters = (fields: Record<string, unknown>) => filtersFromInput(fields as Input)

/** Either some ids or all that match a query; never both, and never nothing. */
export function selectionFromInput({ ids, query }: { ids?: string[]; query?: Input }): Selection {
  if (ids && !query) return { ids }
  if (query && !ids) return { query: filtersFromInput(query) }
  throw new NothingSelected()
}

export function endOf(text: string): number {
  return Date.parse(text) + (text.length === 10 ? 24 * 3600_000 - 1 : 0)
}
