import db from '@adonisjs/lucid/services/db'
import { NotFound, readCursor, writeCursor } from '#core/http/index'
import { nameKey } from '#core/support/name_key'
import type { Visitor } from '#identity'
import { toCatalogJson, type CatalogRow } from '../transformers.ts'
import { ofVisible, type Query } from './visible_catalogs.ts'

export type CatalogListQuery = { brand?: string; text?: string; limit?: number; cursor?: string }

const DEFAULT_LIMIT = 100
const BY_NAME = 'catalogs'

/** Catalogues by name: all that are seen, or those that order the assets of a brand. */
export class ListCatalogs {
  async handle(visitor: Visitor, { brand, text, limit = DEFAULT_LIMIT, cursor }: CatalogListQuery) {
    const query = columns(ofVisible(living(), visitor, brand))
    if (text) query.whereRaw("catalogs.name_key LIKE ? ESCAPE '!'", [`%${nameKey(text).replace(/[!%_]/g, '!$&')}%`])
    if (cursor) {
      const { value, id } = readCursor(cursor, BY_NAME)
      query.where('catalogs.name_key', '>=', value)
      query.where((rest) => void rest.where('catalogs.name_key', '>', value).orWhere('catalogs.id', '>', id))
    }
    const rows = (await query
      .orderBy('catalogs.name_key')
      .orderBy('catalogs.id')
      .limit(limit + 1)) as unknown as CatalogRow[]
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const next = rows.length > limit && last ? writeCursor(BY_NAME, { value: last.nameKey, id: last.id }) : null
    return { data: shown.map(toCatalogJson), meta: { total: null, totalIsCapped: false, next } }
  }

  async one(visitor: Visitor, id: string) {
    const row = await columns(ofVisible(living(), visitor).where('catalogs.id', id)).first()
    if (!row) throw new NotFound('catalogue')
    return toCatalogJson(row as unknown as CatalogRow)
  }
}

const living = () => db.from('catalogs').whereNull('catalogs.deleted_at') as Query

const columns = (query: Query): Query =>
  query.select({
    id: 'catalogs.id',
    brandId: 'catalogs.brand_id',
    name: 'catalogs.name',
    nameKey: 'catalogs.name_key',
    description: 'catalogs.description',
    createdAt: 'catalogs.created_at',
    updatedAt: 'catalogs.updated_at',
  })
