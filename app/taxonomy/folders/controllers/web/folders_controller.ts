import type { HttpContext } from '@adonisjs/core/http'
import { groupsOfBrand, libraryBrandsOf, peopleOfBrand } from '#identity'
import { answerForm } from '../../../answer_form.ts'
import { CreateFolder } from '../../actions/create_folder.ts'
import FolderPolicy from '../../policies/folder_policy.ts'
import type { Folder } from '../../models/folder.ts'
import { FindFolders } from '../../queries/find_folders.ts'
import { brandForFolder, findFolder } from '../../queries/find_folder.ts'
import { folderAccess } from '../../queries/folder_access.ts'
import { ListFolders } from '../../queries/list_folders.ts'
import { createFolderValidator } from '../../validators/folder_validators.ts'

const PAGE = 100
/** So many places to move a folder to are offered at once; others are found by their names. */
const PLACES = 200

/** Folders by plain pages and forms: one level at a time. */
export default class FoldersController {
  async index({ request, bouncer, view, visitor }: HttpContext) {
    await bouncer.with(FolderPolicy).authorize('list')
    const cursor = (request.input('cursor') as string | undefined) || undefined
    const path = await new FindFolders().path(visitor, request.input('parent') as string | undefined)
    const parent = path.at(-1)
    const brand = visitor.activeBrand ?? undefined
    const { data, meta } = await new ListFolders().handle(visitor, { brand, parent: parent?.id ?? 'none', limit: PAGE, cursor })
    const brands = await libraryBrandsOf(visitor)
    return view.render('taxonomy/folders', {
      path,
      parent,
      folders: data,
      brandNames: new Map(brands.length > 1 && !brand ? brands.map(({ id, name }) => [id, name]) : []),
      managed: brands.filter(({ id }) => visitor.can('folders.manage', id) && (!parent || parent.brandId === id)),
      moreHref: meta.next ? `/folders?${new URLSearchParams({ ...(parent ? { parent: parent.id } : {}), cursor: meta.next })}` : null,
      isFirst: !cursor,
    })
  }

  /** The page on which one is renamed, moved and deleted. */
  async show({ params, bouncer, view, visitor }: HttpContext) {
    const folder = await findFolder(visitor, params.id)
    await bouncer.with(FolderPolicy).authorize('manage', folder)
    const path = await new FindFolders().path(visitor, folder.id)
    const { data } = await new ListFolders().handle(visitor, { brand: folder.brandId, limit: PLACES })
    const parent = path.at(-2)
    const places = data.filter(({ id }) => id !== folder.id && id !== parent?.id)
    return view.render('taxonomy/folder', {
      folder: path.at(-1),
      path: path.slice(0, -1),
      places: parent ? [parent, ...places] : places,
      access: visitor.can('folders.restrict', folder.brandId) ? await this.#access(folder) : null,
    })
  }

  /** Who may see it, and who else could be let in. */
  async #access(folder: Folder) {
    const access = await folderAccess(folder)
    const [people, groups] = access.isRestricted
      ? await Promise.all([peopleOfBrand(folder.brandId), groupsOfBrand(folder.brandId)])
      : [[], []]
    const others = <T extends { id: string }>(all: T[], some: { id: string }[]) =>
      all.filter(({ id }) => !some.some((one) => one.id === id))
    return { ...access, others: { people: others(people, access.users), groups: others(groups, access.groups) } }
  }

  async store(ctx: HttpContext) {
    await ctx.bouncer.with(FolderPolicy).authorize('manageSome')
    const { parentId, brandId, name, isFromLibrary } = ctx.request.only(['parentId', 'brandId', 'name', 'isFromLibrary'])
    const level = parentId ? `/folders?parent=${encodeURIComponent(String(parentId))}` : '/folders'
    return answerForm(ctx, level, async () => {
      const wanted = await createFolderValidator.validate({ name, parentId: parentId || null, brandId: brandId || undefined })
      const brand = await brandForFolder(ctx.visitor, wanted)
      await ctx.bouncer.with(FolderPolicy).authorize('manage', { brandId: brand })
      const folder = await new CreateFolder().handle(ctx.visitor, { ...wanted, brandId: brand })
      return isFromLibrary ? `/assets?folder=${folder.id}` : level
    })
  }
}
