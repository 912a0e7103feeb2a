import db from '@adonisjs/lucid/services/db'

const BATCH = 500

/** The rows that were added last. */
export async function newestRows<Row extends { id: string }>(
  table: string,
  columns: Record<Exclude<keyof Row, 'id'>, string>,
  limit: number
) {
  return (await db
    .from(table)
    .select({ id: 'id', ...columns })
    .orderBy('id', 'desc')
    .limit(limit)) as unknown as Row[]
}

/** Every row of a table, a batch at a time, so that a million of them need no more memory than a few. */
export async function* everyRow<Row extends { id: string }>(table: string, columns: Record<Exclude<keyof Row, 'id'>, string>) {
  let after = ''
  for (;;) {
    const query = db.from(table).select({ id: 'id', ...columns })
    const rows = (await query.where('id', '>', after).orderBy('id').limit(BATCH)) as unknown as Row[]
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}
