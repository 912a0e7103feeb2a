import db from '@adonisjs/lucid/services/db'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import { isSqlite } from '#core/database/index'
import { booleanMatch, ftsMatch, type Terms } from './text_match.ts'

type Query = DatabaseQueryBuilderContract<Record<string, unknown>>

const MYSQL_MATCH =
  'MATCH (search_documents.name, search_documents.file_name, search_documents.title, search_documents.description, search_documents.keywords, search_documents.body) AGAINST (? IN BOOLEAN MODE)'

/** Narrows a query on `assets` to those that have these words and not those. */
export function matching(query: Query, terms: Terms): Query {
  if (terms.found) {
    query.whereIn('assets.id', terms.found)
    if (terms.unwanted.length === 0) return query
  }
  query.innerJoin('search_documents', 'search_documents.asset_id', 'assets.id')
  return having(query, terms.found ? { wanted: [], unwanted: terms.unwanted } : terms)
}

/** The ids of the assets that match, for a query on `assets` that is about other words already. */
export function matchingIds(terms: Terms) {
  const documents = db.from('search_documents').select('search_documents.asset_id') as Query
  return terms.isEmpty ? documents.whereRaw('1 = 0') : having(documents, terms)
}

function having(query: Query, { wanted, unwanted, like }: Pick<Terms, 'wanted' | 'unwanted'> & Partial<Pick<Terms, 'like'>>): Query {
  if (isSqlite()) {
    const those = (is: '' | 'NOT ') => `search_documents.id ${is}IN (SELECT rowid FROM asset_fts WHERE asset_fts MATCH ?)`
    if (wanted.length > 0) query.whereRaw(those(''), [ftsMatch(wanted, 'AND', like)])
    if (unwanted.length > 0) query.whereRaw(those('NOT '), [ftsMatch(unwanted, 'OR')])
  } else {
    if (wanted.length > 0) query.whereRaw(MYSQL_MATCH, [booleanMatch(wanted)])
    if (unwanted.length > 0) query.whereRaw(`NOT ${MYSQL_MATCH}`, [booleanMatch(unwanted, '')])
  }
  return query
}

/** The matches with how close each is, the newest first; not yet narrowed to what somebody may see. */
export function newestMatches({ wanted, unwanted, like }: Terms): Query {
  const query = isSqlite() ? newestBySqlite(wanted, like) : newestByMysql(booleanMatch(wanted))
  return unwanted.length > 0 ? having(query, { wanted: [], unwanted }) : query
}

/** What has the words themselves is closer than what has others in their stead. */
function newestBySqlite(wanted: string[], like: Terms['like']): Query {
  const rank = 'bm25(asset_fts, 10, 8, 6, 3, 6, 1)'
  const strict = 'asset_fts.rowid IN (SELECT rowid FROM asset_fts WHERE asset_fts MATCH ?)'
  return db
    .from('asset_fts')
    .innerJoin('search_documents', 'search_documents.id', 'asset_fts.rowid')
    .innerJoin('assets', 'assets.id', 'search_documents.asset_id')
    .whereRaw('asset_fts MATCH ?', [ftsMatch(wanted, 'AND', like)])
    .select('assets.id')
    .select(like.size > 0 ? db.raw(`${rank} - 1000 * (${strict}) AS rank`, [ftsMatch(wanted)]) : db.raw(`${rank} AS rank`))
    .orderByRaw('asset_fts.rowid DESC') as Query
}

function newestByMysql(match: string): Query {
  return db
    .from('search_documents')
    .innerJoin('assets', 'assets.id', 'search_documents.asset_id')
    .whereRaw(MYSQL_MATCH, [match])
    .select('assets.id')
    .select(db.raw(`-(${MYSQL_MATCH}) AS \`rank\``, [match]))
    .orderBy('search_documents.id', 'desc') as Query
}
