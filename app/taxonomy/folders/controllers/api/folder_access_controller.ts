import type { HttpContext } from '@adonisjs/core/http'
import { RestrictFolder } from '../../actions/restrict_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import { findFolder } from '../../queries/find_folder.ts'
import { folderAccess } from '../../queries/folder_access.ts'
import { folderAccessValidator } from '../../validators/folder_validators.ts'

/** The revision that a caller has seen, null where they do not say; what is no ETag of ours was never seen. */
const revisionSeen = (ifMatch: string | undefined) =>
  !ifMatch || ifMatch.trim() === '*' ? null : Number(/^(?:W\/)?"(\d+)"$/.exec(ifMatch.trim())?.[1] ?? -1)

/** Who may see a folder. */
export default class FolderAccessController {
  async show(ctx: HttpContext) {
    return this.#answer(ctx, await this.#folder(ctx))
  }

  async update(ctx: HttpContext) {
    const folder = await this.#folder(ctx)
    const { users = [], groups = [] } = await folderAccessValidator.validate(ctx.request.body())
    await new RestrictFolder().handle(ctx.visitor, folder, { users, groups }, revisionSeen(ctx.request.header('if-match')))
    return this.#answer(ctx, await findFolder(ctx.visitor, folder.id))
  }

  async destroy(ctx: HttpContext) {
    await new RestrictFolder().lift(ctx.visitor, await this.#folder(ctx))
    ctx.response.noContent()
  }

  async #folder({ params, bouncer, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id)
    await bouncer.with(FolderPolicy).authorize('restrict', folder)
    return folder
  }

  async #answer({ response }: HttpContext, folder: Awaited<ReturnType<typeof findFolder>>) {
    const { revision, ...access } = await folderAccess(folder)
    response.header('ETag', `"${revision}"`)
    return access
  }
}
