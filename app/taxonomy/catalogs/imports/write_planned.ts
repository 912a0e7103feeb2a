import type { Transaction } from '#core/database/index'
import type { Visitor } from '#identity'
import { lastPosition } from '../order.ts'
import { writeAncestors } from '../tree.ts'
import type { Plan, Planned } from './plan.ts'

const CHUNK = 200

type Row = {
  id: string
  parent_id: string | null
  name: string
  name_key: string
  place_key: string
  code: string | null
  code_key: string | null
  depth: number
}

/** The categories that a catalogue has now. */
export async function readPlanned(trx: Transaction, catalogId: string): Promise<Planned[]> {
  const rows = (await trx
    .from('categories')
    .where('catalog_id', catalogId)
    .whereNull('deleted_at')
    .orderBy('position')
    .orderBy('id')
    .select('id', 'parent_id', 'name', 'name_key', 'place_key', 'code', 'code_key', 'depth')) as Row[]
  return rows.map((row) => {
    const place = {
      name: row.name,
      nameKey: row.name_key,
      placeKey: row.place_key,
      code: row.code,
      codeKey: row.code_key,
      codeClaim: row.code_key,
      parentId: row.parent_id,
      depth: Number(row.depth),
    }
    return { id: row.id, ...place, was: place, row: null }
  })
}

/** Writes what a plan changes, all of it at once. */
export async function writePlanned(trx: Transaction, visitor: Visitor, plan: Plan) {
  const { created, updated } = plan.changes()
  await freePlaces(trx, updated)
  await insert(trx, visitor, plan.catalogId, created)
  for (const node of updated) {
    await trx
      .from('categories')
      .where('id', node.id)
      .update({ ...columnsOf(node, plan.catalogId), updated_at: Date.now() })
  }
  const all = [...plan.nodes.values()]
  await deepen(trx, all)
  const hasMoved = updated.some((node) => node.was!.parentId !== node.parentId)
  if (hasMoved) await trx.from('category_ancestors').whereIn('category_id', livingIn(trx, plan.catalogId)).delete()
  await writeAncestors(trx, pairsOf(hasMoved ? all : created, plan))
}

const livingIn = (trx: Transaction, catalogId: string) =>
  trx.from('categories').where('catalog_id', catalogId).whereNull('deleted_at').select('id')

/** Two that change names or places are in each other’s way until both are free. */
async function freePlaces(trx: Transaction, nodes: Planned[]) {
  for (let at = 0; at < nodes.length; at += CHUNK) {
    const ids = nodes.slice(at, at + CHUNK).map(({ id }) => id)
    await trx.from('categories').whereIn('id', ids).update({ sibling_of: null, code_claim: null })
  }
}

const columnsOf = (node: Planned, catalogId: string) => ({
  parent_id: node.parentId,
  sibling_of: node.parentId ?? catalogId,
  name: node.name,
  name_key: node.nameKey,
  place_key: node.placeKey,
  code: node.code,
  code_key: node.codeKey,
  code_claim: node.codeClaim,
})

async function insert(trx: Transaction, visitor: Visitor, catalogId: string, nodes: Planned[]) {
  const now = Date.now()
  const next = new Map<string, number>()
  const isNew = new Set(nodes.map(({ id }) => id))
  for (const siblingOf of new Set(nodes.map(({ parentId }) => parentId ?? catalogId))) {
    next.set(siblingOf, isNew.has(siblingOf) ? 1 : await lastPosition(trx, siblingOf))
  }
  const rows = nodes.map((node) => {
    const siblingOf = node.parentId ?? catalogId
    const position = next.get(siblingOf)!
    next.set(siblingOf, position + 1)
    return {
      id: node.id,
      catalog_id: catalogId,
      ...columnsOf(node, catalogId),
      depth: node.depth,
      position,
      created_by: visitor.user.id,
      created_at: now,
      updated_at: now,
    }
  })
  for (let at = 0; at < rows.length; at += CHUNK) await trx.table('categories').multiInsert(rows.slice(at, at + CHUNK))
}

/** Those that stand deeper or higher than before, themselves or by what they stand in. */
async function deepen(trx: Transaction, nodes: Planned[]) {
  const moved = Map.groupBy(
    nodes.filter(({ was, depth }) => was && was.depth !== depth),
    ({ depth }) => depth
  )
  for (const [depth, some] of moved) {
    for (let at = 0; at < some.length; at += CHUNK) {
      const ids = some.slice(at, at + CHUNK).map(({ id }) => id)
      await trx.from('categories').whereIn('id', ids).update({ depth })
    }
  }
}

function pairsOf(nodes: Planned[], plan: Plan) {
  return nodes.flatMap((node) => {
    const around = []
    for (let at: Planned | undefined = node; at; at = at.parentId === null ? undefined : plan.nodes.get(at.parentId)) around.push(at.id)
    return around.map((id) => ({ ancestor_id: id, category_id: node.id }))
  })
}
