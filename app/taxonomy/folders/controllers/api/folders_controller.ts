import type { HttpContext } from '@adonisjs/core/http'
import { CreateFolder } from '../../actions/create_folder.ts'
import { DeleteFolder } from '../../actions/delete_folder.ts'
import { UpdateFolder } from '../../actions/update_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { brandForFolder, findFolder } from '../../queries/find_folder.ts'
import { ListFolders } from '../../queries/list_folders.ts'
import { createFolderValidator, listFoldersValidator, updateFolderValidator } from '../../validators/folder_validators.ts'

export default class FoldersController {
  async index({ request, bouncer, visitor }: HttpContext) {
    await bouncer.with(FolderPolicy).authorize('list')
    return new ListFolders().handle(visitor, await listFoldersValidator.validate(request.qs()))
  }

  async show({ params, bouncer, visitor }: HttpContext) {
    await bouncer.with(FolderPolicy).authorize('list')
    return new ListFolders().one(visitor, params.id)
  }

  async store({ request, response, bouncer, visitor }: HttpContext) {
    await bouncer.with(FolderPolicy).authorize('manageSome')
    const wanted = await createFolderValidator.validate(request.body())
    const brandId = await brandForFolder(visitor, wanted)
    await bouncer.with(FolderPolicy).authorize('manage', { brandId })
    const { id } = await new CreateFolder().handle(visitor, { ...wanted, brandId })
    const folder = await new ListFolders().one(visitor, id)
    response.status(201).header('Location', folder.links.self)
    return folder
  }

  async update({ params, request, bouncer, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id)
    await bouncer.with(FolderPolicy).authorize('manage', folder)
    await new UpdateFolder().handle(visitor, folder, await updateFolderValidator.validate(request.body()))
    return new ListFolders().one(visitor, folder.id)
  }

  async destroy({ params, response, bouncer, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id)
    await bouncer.with(FolderPolicy).authorize('manage', folder)
    await new DeleteFolder().handle(visitor, folder)
    response.noContent()
  }
}
