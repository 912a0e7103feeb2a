import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { DeleteFolder } from '../../actions/delete_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'

export default class FolderRestorationsController {
  async store(ctx: HttpContext) {
    const folder = await findFolder(ctx.visitor, ctx.params.id, { deleted: true })
    await ctx.bouncer.with(FolderPolicy).authorize('manage', folder)
    const here = folder.parentId ? `/folders?parent=${folder.parentId}` : '/folders'
    return answerForm(ctx, here, async () => {
      await new DeleteFolder().takeBack(ctx.visitor, folder)
      return here
    })
  }
}
