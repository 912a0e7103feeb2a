import { BaseSchema } from '@adonisjs/lucid/schema'

export default class extends BaseSchema {
  async up() {
    this.schema.alterTable('collection_assets', (table) => {
      // A key between those of the neighbours: see app/collections/order/positions.ts. Compared byte by byte.
      const position = table.string('position', 255).notNullable().defaultTo('')
      if (this.db.dialect.name === 'mysql') position.collate('ascii_bin')
      table.index(['collection_id', 'position', 'asset_id'], 'collection_assets_by_hand')
    })
    this.schema.raw(
      this.db.dialect.name === 'mysql'
        ? `UPDATE collection_assets SET position = CONCAT('m', added_at, '000', RIGHT(asset_id, 8), '8')`
        : `UPDATE collection_assets SET position = 'm' || added_at || '000' || substr(asset_id, -8) || '8'`
    )
  }

  async down() {
    this.schema.alterTable('collection_assets', (table) => {
      table.dropIndex(['collection_id', 'position', 'asset_id'], 'collection_assets_by_hand')
      table.dropColumn('position')
    })
  }
}
