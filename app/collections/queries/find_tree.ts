import db from '@adonisjs/lucid/services/db'
import type { Visitor } from '#identity'
import type { CollectionJson } from '../transformers/collection_transformer.ts'
import { SHARED_KINDS } from '../models/collection.ts'
import { ListCollections } from './list_collections.ts'

/** More than these on one level are found by searching. */
const WIDEST = 200

export type Branch = CollectionJson & { isOpen: boolean }

/** The tree as the rail shows it: the top, and every level on the way to the collection that is looked at. */
export class FindTree {
  async handle(visitor: Visitor, brand: string | undefined, currentId: string | null): Promise<Branch[]> {
    const path = await this.path(visitor, currentId)
    const open = path.map((collection) => collection.id)
    const levels = await Promise.all(['none', ...open].map((parent) => this.level(visitor, parent, brand)))
    const below = new Map(open.map((id, at) => [id, levels[at + 1]!]))
    const unfold = (level: CollectionJson[]): Branch[] =>
      level.flatMap((one) => [{ ...one, isOpen: below.has(one.id) && one.hasNested }, ...unfold(below.get(one.id) ?? [])])
    return unfold(levels[0]!)
  }

  /** From the top to this collection; nothing where the visitor may not know of it. */
  async path(visitor: Visitor, id: string | null): Promise<CollectionJson[]> {
    if (!id) return []
    const rows = (await db.from('collection_ancestors').where('collection_id', id).select('ancestor_id')) as { ancestor_id: string }[]
    const path = await new ListCollections().some(
      visitor,
      rows.map((row) => row.ancestor_id)
    )
    return path.sort((a, b) => a.depth - b.depth)
  }

  async level(visitor: Visitor, parent: string, brand?: string): Promise<CollectionJson[]> {
    return (await new ListCollections().handle(visitor, { kinds: SHARED_KINDS, parent, brand, limit: WIDEST })).data
  }
}
