import { meantBy, peopleOfBrand, type Meant } from '#identity'
import { NobodyMeant } from '../errors.ts'
import type { FoundCollection } from '../queries/find_collection.ts'

/** The person or group to be named in a collection; people who may not look into its brand would find nothing there. */
export async function whoIsMeant({ brandId, ownerId }: FoundCollection, who: string): Promise<Meant> {
  const meant = (await meantBy(who)).filter(({ userId }) => userId === null || userId !== ownerId)
  const ids = meant.flatMap(({ userId }) => userId ?? [])
  const inside = brandId && ids.length > 0 ? new Set((await peopleOfBrand(brandId, { ids })).map(({ id }) => id)) : null
  const found = meant.filter(({ userId }) => userId === null || !inside || inside.has(userId))
  if (found.length !== 1) throw new NobodyMeant(who, found.length > 1)
  return found[0]!
}
