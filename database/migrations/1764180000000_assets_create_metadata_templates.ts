import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('metadata_templates', (table) => {
      table.string('id', 36).primary()
      // Null is every brand.
      table.string('brand_id', 36).nullable().references('id').inTable('brands').onDelete('CASCADE')
      // The brand, or a star: null would let two of every brand have the same name.
      table.string('brand_key', 36).notNullable()
      table.string('name', 120).notNullable()
      table.string('name_key', 191).notNullable()
      table.text('given', 'mediumtext').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.unique(['brand_key', 'name_key'], { indexName: 'metadata_templates_names' })
    })
  }

  async down() {
    this.schema.dropTable('metadata_templates')
  }
}
