import type { HttpContext } from '@adonisjs/core/http'
import { ChangeBrandMembers } from '../../actions/change_brand_members.ts'
import { answerForm, validateForm } from '../../forms.ts'
import BrandPolicy from '../../policies/brand_policy.ts'
import { findBrand } from '../../queries/find_brands.ts'
import { changeBrandMemberValidator } from '../../validators/brands.ts'
import { brandMemberFormValidator } from '../../validators/right_forms.ts'
import { showBrand } from './brand_page.ts'

export default class BrandMembersController {
  store(ctx: HttpContext) {
    return change(ctx, 'member_added', async (brandId) => {
      const { email, groupId, roleId } = await validateForm(ctx, brandMemberFormValidator)
      const holder = email || !groupId ? { email: email ?? undefined } : { groupId }
      await new ChangeBrandMembers().add(brandId, { ...holder, roleId }, ctx.visitor)
    })
  }

  update(ctx: HttpContext) {
    return change(ctx, 'saved', async (brandId) => {
      const { roleId } = await validateForm(ctx, changeBrandMemberValidator)
      await new ChangeBrandMembers().change(brandId, ctx.params.memberId, roleId, ctx.visitor)
    })
  }

  destroy(ctx: HttpContext) {
    return change(ctx, 'brand_member_removed', (brandId) => new ChangeBrandMembers().remove(brandId, ctx.params.memberId, ctx.visitor))
  }
}

async function change(ctx: HttpContext, notice: string, work: (brandId: string) => Promise<void>) {
  const brand = await findBrand(ctx.visitor, ctx.params.id)
  await ctx.bouncer.with(BrandPolicy).authorize('edit', brand)
  const answer = async () => {
    await work(brand.id)
    ctx.session.flash('notice', notice)
    return ctx.response.redirect().toPath(`/brands/${brand.id}`)
  }
  return answerForm(ctx, answer, (form) => showBrand(ctx, brand, form))
}
