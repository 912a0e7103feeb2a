import type { HttpContext } from '@adonisjs/core/http'
import type { Catalog } from '../../models/catalog.ts'
import { categoriesAround } from '../../queries/categories_around.ts'
import { ListCatalogs } from '../../queries/list_catalogs.ts'
import { ListCategories } from '../../queries/list_categories.ts'

const PAGE = 100

/** One level of a catalogue, or what is called something in it. */
export async function showLevel({ request, view, visitor }: HttpContext, { id, brandId }: Catalog) {
  const text = String(request.input('text') ?? '').slice(0, 200)
  const cursor = (request.input('cursor') as string | undefined) || undefined
  const path = await categoriesAround(visitor, id, request.input('parent') as string | undefined)
  const parent = path.at(-1)
  const asked = text ? { text } : { parent: parent?.id ?? 'none' }
  const { data, meta } = await new ListCategories().handle(visitor, { catalog: id, ...asked, limit: PAGE, cursor })
  const here = `/catalogs/${id}${parent ? `?parent=${parent.id}` : ''}`
  const more = new URLSearchParams({ ...(text ? { text } : parent ? { parent: parent.id } : {}), cursor: meta.next ?? '' })
  return view.render('taxonomy/catalog', {
    catalog: await new ListCatalogs().one(visitor, id),
    path,
    parent,
    categories: data,
    text,
    here,
    moreHref: meta.next ? `/catalogs/${id}?${more.toString()}` : null,
    isFirst: !cursor,
    mayManage: visitor.can('catalogs.manage', brandId),
  })
}
