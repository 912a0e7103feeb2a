import type { HttpContext } from '@adonisjs/core/http'
import { DeleteFolder } from '../../actions/delete_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'
import { ListFolders } from '../../queries/list_folders.ts'

export default class FolderRestorationsController {
  async store({ params, response, bouncer, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id, { deleted: true })
    await bouncer.with(FolderPolicy).authorize('manage', folder)
    await new DeleteFolder().takeBack(visitor, folder)
    response.status(201)
    return new ListFolders().one(visitor, folder.id)
  }
}
