import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * The words that the index of SQLite knows, each once: by their parts, and from both ends, so that a part of a word and a
 * word with a slip in it find what was meant. MySQL has nothing of the kind.
 */
export default class extends BaseSchema {
  async up() {
    if (this.db.dialect.name !== 'better-sqlite3') return
    this.schema.raw(
      `CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, reversed TEXT NOT NULL, length INTEGER NOT NULL)`
    )
    this.schema.raw('CREATE INDEX search_words_forward ON search_words (length, word)')
    this.schema.raw('CREATE INDEX search_words_backward ON search_words (length, reversed)')
    this.schema.raw(`CREATE VIRTUAL TABLE search_word_fts USING fts5(word, content='search_words', content_rowid='id', tokenize='trigram')`)
    this.schema.raw(`CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
      INSERT INTO search_word_fts (rowid, word) VALUES (new.id, new.word);
    END`)
    this.schema.raw(`CREATE TRIGGER search_words_removed AFTER DELETE ON search_words BEGIN
      INSERT INTO search_word_fts (search_word_fts, rowid, word) VALUES ('delete', old.id, old.word);
    END`)
  }

  async down() {
    if (this.db.dialect.name !== 'better-sqlite3') return
    this.schema.raw('DROP TABLE search_word_fts')
    this.schema.raw('DROP TABLE search_words')
  }
}
