import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('metadata_imports', (table) => {
      table.string('id', 36).primary()
      table.string('created_by', 36).notNullable().references('id').inTable('users').onDelete('CASCADE')
      table.string('file_name', 255).notNullable()
      table.text('columns').notNullable()
      table.text('ignored_columns').notNullable()
      table.integer('row_count').notNullable()
      table.integer('change_count').notNullable()
      table.integer('refusal_count').notNullable()
      table.string('operation_id', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.index(['created_by', 'id'], 'metadata_imports_of')
      table.index(['created_at'], 'metadata_imports_by_age')
    })
    // Rows that change nothing are counted and not kept.
    this.schema.createTable('metadata_import_rows', (table) => {
      table.string('import_id', 36).notNullable().references('id').inTable('metadata_imports').onDelete('CASCADE')
      table.integer('line').notNullable()
      table.string('asset_id', 36).nullable()
      table.string('asset_name', 255).nullable()
      table.text('planned', 'mediumtext').nullable()
      table.text('problems').nullable()
      table.primary(['import_id', 'line'])
      table.index(['import_id', 'asset_id'], 'metadata_import_rows_of')
    })
  }

  async down() {
    this.schema.dropTable('metadata_import_rows')
    this.schema.dropTable('metadata_imports')
  }
}
