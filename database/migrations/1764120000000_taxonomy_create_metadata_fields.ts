import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('metadata_fields', (table) => {
      table.string('id', 36).primary()
      // Null is a field of every brand.
      table.string('brand_id', 36).nullable().references('id').inTable('brands').onDelete('CASCADE')
      table.string('field_key', 36).notNullable().unique()
      table.string('label', 120).notNullable()
      table.text('help').nullable()
      table.string('kind', 10).notNullable()
      table.text('asset_types').notNullable()
      table.boolean('is_required').notNullable()
      table.text('default_value').nullable()
      table.string('pattern', 200).nullable()
      table.double('minimum').nullable()
      table.double('maximum').nullable()
      table.string('group_label', 120).nullable()
      table.text('shown_when').nullable()
      table.string('seen_by', 40).nullable()
      table.string('edited_by', 40).nullable()
      table.boolean('is_searchable').notNullable()
      table.boolean('is_filterable').notNullable()
      table.text('choices', 'mediumtext').notNullable()
      table.text('mapped_from').notNullable()
      table.integer('sort_place').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.index(['deleted_at', 'sort_place', 'id'], 'metadata_fields_in_order')
      table.index(['brand_id'], 'metadata_fields_of_brand')
    })
    // One row for each value; of a list of choices there are several.
    this.schema.createTable('asset_field_values', (table) => {
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.string('field_id', 36).notNullable().references('id').inTable('metadata_fields').onDelete('CASCADE')
      table.integer('nth').notNullable()
      table.string('text_key', 191).notNullable()
      table.double('number_value').nullable()
      table.text('text_value', 'mediumtext').nullable()
      table.primary(['asset_id', 'field_id', 'nth'])
      table.index(['field_id', 'text_key', 'asset_id'], 'field_values_by_key')
      table.index(['field_id', 'number_value', 'asset_id'], 'field_values_by_number')
    })
    this.schema.alterTable('assets', (table) => {
      // How many required fields are empty.
      table.integer('missing_fields').notNullable().defaultTo(0)
      table.index(['is_trashed', 'missing_fields', 'id'], 'assets_incomplete')
    })
  }

  async down() {
    this.schema.alterTable('assets', (table) => {
      table.dropIndex([], 'assets_incomplete')
      table.dropColumn('missing_fields')
    })
    for (const table of ['asset_field_values', 'metadata_fields']) this.schema.dropTable(table)
  }
}
