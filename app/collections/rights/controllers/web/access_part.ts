import { groupsOfBrand, peopleOfBrand, type Visitor } from '#identity'
import type { FoundCollection } from '../../../queries/find_collection.ts'
import { FILL, LEVELS, rankOf } from '../../levels.ts'
import { listMembers } from '../../list_members.ts'

/** Who has access, and who could be given it. */
export async function accessPart(visitor: Visitor, { id, kind, brandId, ownerId, rights }: FoundCollection) {
  const brand = brandId ?? visitor.activeBrand
  const [members, people, groups] = await Promise.all([
    listMembers(id),
    brand ? peopleOfBrand(brand) : [],
    brand ? groupsOfBrand(brand) : [],
  ])
  const most = kind === 'personal' ? FILL : rights.rank
  const named = new Set([...members.map(({ subjectId }) => subjectId), ownerId])
  return {
    members: members.map((one) => ({ ...one, mayChange: rankOf(one.level) <= rights.rank })),
    levels: LEVELS.slice(1, most + 1),
    choices: [...groups, ...people].filter((one) => !named.has(one.id)).map(({ name }) => name),
  }
}
