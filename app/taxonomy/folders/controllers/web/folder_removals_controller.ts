import type { HttpContext } from '@adonisjs/core/http'
import { DeleteFolder } from '../../actions/delete_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'

/** Deleting at once; the way back is offered on the next page. */
export default class FolderRemovalsController {
  async store({ params, response, bouncer, session, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id)
    await bouncer.with(FolderPolicy).authorize('manage', folder)
    await new DeleteFolder().handle(visitor, folder)
    session.flash('taxonomyDeleted', { name: folder.name, undo: `/folders/${folder.id}/restorations` })
    return response.redirect().toPath(folder.parentId ? `/folders?parent=${folder.parentId}` : '/folders')
  }
}
