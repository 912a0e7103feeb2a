import type { HttpContext } from '@adonisjs/core/http'
import CollectionPolicy from '../../../policies/collection_policy.ts'
import { FindCollection, type FoundCollection } from '../../../queries/find_collection.ts'
import { ChangeMembers } from '../../actions/change_members.ts'
import { listMembers } from '../../list_members.ts'
import { addMemberValidator, changeMemberValidator } from '../../validators.ts'
import { whoIsMeant } from '../../who_is_meant.ts'

/** Who is named in a collection, and what they may do. */
export default class MembersController {
  async index(ctx: HttpContext) {
    const data = await listMembers((await shared(ctx)).id)
    return { data, meta: { total: data.length, totalIsCapped: false, next: null } }
  }

  async store(ctx: HttpContext) {
    const collection = await shared(ctx)
    const { who, ...rights } = await addMemberValidator.validate(ctx.request.body())
    const id = await new ChangeMembers().add(ctx.visitor, collection, await whoIsMeant(collection, who), rights)
    ctx.response.status(201)
    return one(collection.id, id)
  }

  async update(ctx: HttpContext) {
    const collection = await shared(ctx)
    const rights = await changeMemberValidator.validate(ctx.request.body())
    await new ChangeMembers().change(ctx.visitor, collection, ctx.params.memberId, rights)
    return one(collection.id, ctx.params.memberId)
  }

  async destroy(ctx: HttpContext) {
    await new ChangeMembers().remove(ctx.visitor, await shared(ctx), ctx.params.memberId)
    ctx.response.noContent()
  }
}

async function shared({ params, bouncer, visitor }: HttpContext): Promise<FoundCollection> {
  const collection = await new FindCollection().handle(visitor, params.id)
  await bouncer.with(CollectionPolicy).authorize('share', collection)
  return collection
}

const one = async (collectionId: string, id: string) => (await listMembers(collectionId)).find((member) => member.id === id)
