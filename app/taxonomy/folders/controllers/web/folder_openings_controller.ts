import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { RestrictFolder } from '../../actions/restrict_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'

/** Ending the restriction of a folder by a form. */
export default class FolderOpeningsController {
  async store(ctx: HttpContext) {
    const folder = await findFolder(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FolderPolicy).authorize('restrict', folder)
    const page = `/folders/${folder.id}`
    return answerForm(ctx, page, async () => {
      await new RestrictFolder().lift(ctx.visitor, folder)
      return `${page}#access`
    })
  }
}
