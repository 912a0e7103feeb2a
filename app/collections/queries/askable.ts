import type { Visitor } from '#identity'
import { QuestionMissing, QuestionRefused } from '../errors.ts'
import type { CollectionKind } from '../models/collection.ts'
import type { Question } from '../question.ts'
import { ListCollections } from './list_collections.ts'

/** The question of a new or changed collection of this kind; refused where it has none, or one that leads in a circle. */
export async function askable(visitor: Visitor, kind: CollectionKind, question: Question | undefined): Promise<Question | undefined> {
  if (kind !== 'smart') {
    if (question) throw new QuestionRefused('Only a smart collection has a query: `kind` must be `smart`.')
    return undefined
  }
  if (!question || Object.keys(question).length === 0) throw new QuestionMissing()
  if (question.bucket === 'trash') throw new QuestionRefused('A smart collection finds what is in the library, not in the trash.')
  if (typeof question.collection === 'string') {
    const [held] = await new ListCollections().some(visitor, [question.collection])
    if (held?.kind !== 'library')
      throw new QuestionRefused('A smart collection can look into a library collection, and into no other kind.')
  }
  return question
}
