import type { Infer } from '@vinejs/vine/types'
import type { listAssetsValidator } from '../validators/asset_validators.ts'
import type { AssetFilters } from './asset_query.ts'

type Input = Omit<Infer<typeof listAssetsValidator>, 'sort' | 'limit' | 'cursor'>

/** Dates come as ISO text; a day given as the end means that whole day. */
export function filtersFromInput(input: Input): AssetFilters {
  const { createdAfter, createdBefore, ...rest } = input
  return {
    ...rest,
    ...(createdAfter ? { createdAfter: Date.parse(createdAfter) } : {}),
    ...(createdBefore ? { createdBefore: endOf(createdBefore) } : {}),
  }
}

function endOf(text: string): number {
  return Date.parse(text) + (text.length === 10 ? 24 * 3600_000 - 1 : 0)
}
