import db from '@adonisjs/lucid/services/db'
import { insertRows, type Binding, type Transaction } from '#core/database/index'
import type { Belonging, Destination } from './belongings.ts'

type Row = Record<string, Binding> & { asset_id: string }

export type Joined = {
  name: string
  /** The table that joins assets to things, and its column of things. */
  table: string
  column: string
  /** The table of things, which says by `deleted_at` whether one lives. */
  things: string
  /** The rows among those of the table, joined to its things, that an asset leaves behind; left out, all. */
  leaves?: (query: ReturnType<typeof db.from>, to: Destination) => void
  /** Whether their names may be told to who asks; left out, they are not. */
  isTold?: (to: Destination) => boolean
  /** What comes in the stead of what was left. */
  replace?: (trx: Transaction, left: Map<string, Row[]>, to: Destination) => Promise<void>
}

const NAMED = 50

/** A belonging that is rows of a table with `asset_id`. */
export function joinedBelonging({ name, table, column, things, leaves, isTold, replace }: Joined): Belonging {
  const leaving = (client: typeof db | Transaction, ids: string[], to: Destination) => {
    const query = client.from(table).join(things, `${things}.id`, `${table}.${column}`).whereIn(`${table}.asset_id`, ids)
    leaves?.(query, to)
    return query
  }
  return {
    name,

    async leave(trx, ids, to) {
      const rows = (await leaving(trx, ids, to).select(`${table}.*`)) as Row[]
      for (const [thing, some] of Map.groupBy(rows, (row) => row[column] as string)) {
        const from = some.map((row) => row.asset_id)
        await trx.from(table).where(column, thing).whereIn('asset_id', from).delete()
      }
      const left = Map.groupBy(rows, (row) => row.asset_id)
      await replace?.(trx, left, to)
      return left
    },

    async giveBack(trx, left) {
      const rows = [...left.values()].flat() as Row[]
      if (rows.length === 0) return
      const wanted = [...new Set(rows.map((row) => row[column] as string))]
      const ids = [...left.keys()]
      const living = (await trx.from(things).whereIn('id', wanted).whereNull('deleted_at').select('id')) as { id: string }[]
      const held = (await trx.from(table).whereIn('asset_id', ids).select('asset_id', column)) as Row[]
      const has = new Set(held.map((row) => `${row.asset_id} ${String(row[column])}`))
      const open = new Set(living.map(({ id }) => id))
      const back = rows.filter((row) => open.has(row[column] as string) && !has.has(`${row.asset_id} ${String(row[column])}`))
      for (let at = 0; at < back.length; at += 100) await insertRows(trx, table, back.slice(at, at + 100))
    },

    async foresee(ids, to) {
      const [counted] = (await leaving(db, ids, to).countDistinct(`${table}.asset_id as total`)) as { total: number | string }[]
      const names = isTold?.(to)
        ? ((await leaving(db, ids, to).distinct(`${things}.name`).orderBy(`${things}.name`).limit(NAMED)) as { name: string }[])
        : []
      return { assets: Number(counted!.total), names: names.map((row) => row.name) }
    },
  }
}
