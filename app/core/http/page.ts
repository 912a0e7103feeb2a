import type { LucidModel, ModelQueryBuilderContract } from '@adonisjs/lucid/types/model'
import vine from '@vinejs/vine'

export const LONGEST_PAGE = 200

/** What every list of the API takes: spread it into the schema of its query. */
export const pageFields = {
  limit: vine.number().withoutDecimals().min(1).max(LONGEST_PAGE).optional(),
  cursor: vine.string().uuid().optional(),
}

export type PageAsk = { limit?: number; cursor?: string }
export type Page<T> = { data: T[]; meta: { total: number; totalIsCapped: boolean; next: string | null } }

/** One page of a short list, newest first. The cursor is the id of the last row seen. */
export async function newestPage<Model extends LucidModel>(
  query: ModelQueryBuilderContract<Model, InstanceType<Model>>,
  { limit = 50, cursor }: PageAsk
): Promise<Page<InstanceType<Model>>> {
  const [counted] = await query.clone().count('* as total').pojo<{ total: number }>()
  if (cursor) query.where('id', '<', cursor)
  const rows = await query.orderBy('id', 'desc').limit(limit + 1)
  const data = rows.slice(0, limit)
  const last = data.at(-1) as { id?: string } | undefined
  return { data, meta: { total: Number(counted.total), totalIsCapped: false, next: rows.length > limit ? (last?.id ?? null) : null } }
}
