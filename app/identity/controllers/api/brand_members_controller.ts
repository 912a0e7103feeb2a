import type { HttpContext } from '@adonisjs/core/http'
import { NotFound } from '#core/http/index'
import { ChangeBrandMembers } from '../../actions/change_brand_members.ts'
import BrandPolicy from '../../policies/brand_policy.ts'
import { findBrand } from '../../queries/find_brands.ts'
import { ListBrandMembers } from '../../queries/list_brand_members.ts'
import { transformBrandMember, whole } from '../../transformers/rights.ts'
import { addBrandMemberValidator, changeBrandMemberValidator } from '../../validators/brands.ts'

/** Who holds which role in a brand. */
export default class BrandMembersController {
  async index(ctx: HttpContext) {
    const brand = await editable(ctx)
    const members = await new ListBrandMembers().handle(brand.id)
    return whole(members.map(transformBrandMember))
  }

  async store(ctx: HttpContext) {
    const brand = await editable(ctx)
    const given = await ctx.request.validateUsing(addBrandMemberValidator)
    const id = await new ChangeBrandMembers().add(brand.id, given, ctx.visitor)
    return ctx.response.created(await member(brand.id, id))
  }

  async update(ctx: HttpContext) {
    const brand = await editable(ctx)
    const { roleId } = await ctx.request.validateUsing(changeBrandMemberValidator)
    await new ChangeBrandMembers().change(brand.id, ctx.params.memberId, roleId, ctx.visitor)
    return member(brand.id, ctx.params.memberId)
  }

  async destroy(ctx: HttpContext) {
    const brand = await editable(ctx)
    await new ChangeBrandMembers().remove(brand.id, ctx.params.memberId, ctx.visitor)
    return ctx.response.noContent()
  }
}

async function editable({ bouncer, params, visitor }: HttpContext) {
  const brand = await findBrand(visitor, params.id)
  await bouncer.with(BrandPolicy).authorize('edit', brand)
  return brand
}

async function member(brandId: string, id: string) {
  const found = (await new ListBrandMembers().handle(brandId)).find((one) => one.id === id)
  if (!found) throw new NotFound('member')
  return transformBrandMember(found)
}
