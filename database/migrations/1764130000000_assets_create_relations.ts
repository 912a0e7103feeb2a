import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('asset_relations', (table) => {
      table.string('id', 36).primary()
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.string('kind', 20).notNullable()
      table.string('related_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.unique(['asset_id', 'kind', 'related_id'], { indexName: 'asset_relations_of' })
      table.index(['related_id', 'kind'], 'asset_relations_to')
    })
  }

  async down() {
    this.schema.dropTable('asset_relations')
  }
}
