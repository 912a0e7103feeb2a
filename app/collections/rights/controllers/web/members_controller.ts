import type { HttpContext } from '@adonisjs/core/http'
import { Problem } from '#core/http/index'
import CollectionPolicy from '../../../policies/collection_policy.ts'
import { FindCollection, type FoundCollection } from '../../../queries/find_collection.ts'
import { ChangeMembers } from '../../actions/change_members.ts'
import { addMemberValidator, changeMemberValidator } from '../../validators.ts'
import { whoIsMeant } from '../../who_is_meant.ts'

/** Who has access, by forms on the page of the collection. */
export default class MembersController {
  store(ctx: HttpContext) {
    return answered(ctx, async (collection) => {
      const { who, ...rights } = await addMemberValidator.validate(ctx.request.body())
      await new ChangeMembers().add(ctx.visitor, collection, await whoIsMeant(collection, who), rights)
    })
  }

  update(ctx: HttpContext) {
    return answered(ctx, async (collection) => {
      const { level, mayShare = false } = await changeMemberValidator.validate(ctx.request.body())
      await new ChangeMembers().change(ctx.visitor, collection, ctx.params.memberId, { level, mayShare })
    })
  }

  destroy(ctx: HttpContext) {
    return answered(ctx, (collection) => new ChangeMembers().remove(ctx.visitor, collection, ctx.params.memberId))
  }
}

async function answered(ctx: HttpContext, work: (collection: FoundCollection) => Promise<void>) {
  const { params, bouncer, response, session, visitor } = ctx
  const collection = await new FindCollection().handle(visitor, params.id)
  await bouncer.with(CollectionPolicy).authorize('share', collection)
  try {
    await work(collection)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    session.flash('collectionProblem', error.detail)
  }
  return response.redirect().toPath(`/collections/${collection.id}`)
}
