import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.createTable('campaigns', (table) => {
      table.string('id', 36).primary()
      table.string('brand_id', 36).notNullable().references('id').inTable('brands').onDelete('CASCADE')
      // The brand; none once it is deleted, which frees its name.
      table.string('sibling_of', 36).nullable()
      table.string('name', 120).notNullable()
      table.string('name_key', 191).notNullable()
      table.text('description').nullable()
      // Days, as YYYY-MM-DD.
      table.string('starts_on', 10).nullable()
      table.string('ends_on', 10).nullable()
      table.boolean('is_archived').notNullable()
      table.integer('asset_count').notNullable()
      table.string('created_by', 36).nullable()
      table.bigInteger('created_at').notNullable()
      table.bigInteger('updated_at').notNullable()
      table.bigInteger('deleted_at').nullable()
      table.unique(['sibling_of', 'name_key'], { indexName: 'campaigns_siblings' })
      table.index(['brand_id', 'deleted_at', 'name_key', 'id'], 'campaigns_by_name')
      table.index(['brand_id', 'deleted_at', 'asset_count', 'id'], 'campaigns_by_use')
      table.index(['deleted_at'], 'campaigns_by_deletion')
    })
    this.schema.createTable('asset_campaigns', (table) => {
      table.string('campaign_id', 36).notNullable().references('id').inTable('campaigns').onDelete('CASCADE')
      table.string('asset_id', 36).notNullable().references('id').inTable('assets').onDelete('CASCADE')
      table.primary(['campaign_id', 'asset_id'])
      table.index(['asset_id', 'campaign_id'], 'asset_campaigns_of')
    })
  }

  async down() {
    for (const table of ['asset_campaigns', 'campaigns']) this.schema.dropTable(table)
  }
}
