import type { HttpContext } from '@adonisjs/core/http'
import { answerForm } from '../../../answer_form.ts'
import { UpdateFolder } from '../../actions/update_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'
import { updateFolderValidator } from '../../validators/folder_validators.ts'

/** Renaming and moving by a form. */
export default class FolderEditsController {
  async store(ctx: HttpContext) {
    const folder = await findFolder(ctx.visitor, ctx.params.id)
    await ctx.bouncer.with(FolderPolicy).authorize('manage', folder)
    const { name, parentId } = ctx.request.only(['name', 'parentId'])
    return answerForm(ctx, `/folders/${folder.id}`, async () => {
      const changes = await updateFolderValidator.validate({ name: name ?? '', parentId: parentId || null })
      const saved = await new UpdateFolder().handle(ctx.visitor, folder, changes)
      return saved.parentId ? `/folders?parent=${saved.parentId}` : '/folders'
    })
  }
}
