import { BaseSchema } from '@adonisjs/lucid/schema'

const COLUMNS = ['name', 'file_name', 'title', 'description', 'keywords', 'body']

/**
 * The words of the embedded search engine. SQLite keeps them in an FTS5 table whose rowid is the id
 * of the document row, MySQL in the document row itself under a FULLTEXT index.
 */
export default class extends BaseSchema {
  async up() {
    const sqlite = this.db.dialect.name === 'better-sqlite3'
    this.schema.createTable('search_documents', (table) => {
      table.increments('id')
      table.string('asset_id', 36).notNullable().unique().references('id').inTable('assets').onDelete('CASCADE')
      if (!sqlite) {
        for (const column of COLUMNS) table.text(column, 'mediumtext').nullable()
      }
    })
    this.schema.raw(
      sqlite
        ? `CREATE VIRTUAL TABLE asset_fts USING fts5(${COLUMNS.join(', ')}, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2", prefix='2 3')`
        : `ALTER TABLE search_documents ADD FULLTEXT INDEX search_words (${COLUMNS.join(', ')})`
    )
  }

  async down() {
    if (this.db.dialect.name === 'better-sqlite3') this.schema.raw('DROP TABLE asset_fts')
    this.schema.dropTable('search_documents')
  }
}
