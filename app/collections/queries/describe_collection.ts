import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { type CollectionJson } from '../transformers/collection_transformer.ts'
import { ListCollections } from './list_collections.ts'

/** One collection as it is told to people and programs. */
export async function describeCollection(visitor: Visitor, id: string): Promise<CollectionJson> {
  const [collection] = await new ListCollections().some(visitor, [id])
  if (!collection) throw new NotFound('collection')
  return collection
}
