import type { Transaction } from './transaction.ts'

const CHUNK = 500

/**
 * A tree kept as every node with all that it stands within, itself included: a table of `ancestor_id` and a column for the
 * node. Whoever changes it holds the tree.
 */
export class Closure {
  constructor(
    readonly table: string,
    readonly column: string
  ) {}

  /** Every node within this one, itself included. */
  async within(trx: Transaction, id: string): Promise<string[]> {
    const rows = (await trx.from(this.table).where('ancestor_id', id).select(this.column)) as Record<string, string>[]
    return rows.map((row) => row[this.column]!)
  }

  /** Puts a node, with all that is within it, under another. */
  async attach(trx: Transaction, id: string, parentId: string | null) {
    if (parentId === null) return
    const { table, column } = this
    await trx.rawQuery(
      `INSERT INTO ${table} (ancestor_id, ${column})
       SELECT around.ancestor_id, within.${column} FROM ${table} around, ${table} within
       WHERE around.${column} = ? AND within.ancestor_id = ?`,
      [parentId, id]
    )
  }

  /** Takes a node, with all that is within it, out of those that it stands within. */
  async detach(trx: Transaction, id: string) {
    const within = await this.within(trx, id)
    const around = (await trx.from(this.table).where(this.column, id).select('ancestor_id')) as { ancestor_id: string }[]
    const outside = around.map((row) => row.ancestor_id).filter((one) => one !== id)
    if (outside.length === 0) return
    for (let at = 0; at < within.length; at += CHUNK) {
      await trx
        .from(this.table)
        .whereIn('ancestor_id', outside)
        .whereIn(this.column, within.slice(at, at + CHUNK))
        .delete()
    }
  }
}
