import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { RestrictFolder } from '../../actions/restrict_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'
import { memberValidator } from '../../validators/folder_validators.ts'

/** Restricting a folder by forms: first to nobody, then one person or group after the other is let in. */
export default class FolderAccessController {
  async store(ctx: HttpContext) {
    await this.#change(ctx, (restrict, folder, member) => restrict.add(ctx.visitor, folder, member))
  }

  async destroy(ctx: HttpContext) {
    await this.#change(ctx, (restrict, folder, member) => restrict.remove(ctx.visitor, folder, member))
  }

  async #change(
    ctx: HttpContext,
    change: (restrict: RestrictFolder, folder: Awaited<ReturnType<typeof findFolder>>, member: Member) => Promise<void>
  ) {
    const folder = await findFolder(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FolderPolicy).authorize('restrict', folder)
    const page = `/folders/${folder.id}`
    await answerForm(ctx, page, async () => {
      const { member } = await memberValidator.validate(ctx.request.only(['member']))
      await change(new RestrictFolder(), folder, named(member ?? null))
      return `${page}#access`
    })
  }
}

type Member = { users: string[]; groups: string[] }

/** `user:…` or `group:…`. */
function named(member: string | null): Member {
  const [kind, id] = (member ?? '').split(':')
  return { users: kind === 'user' && id ? [id] : [], groups: kind === 'group' && id ? [id] : [] }
}
