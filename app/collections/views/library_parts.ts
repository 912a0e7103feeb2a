import type { HttpContext } from '@adonisjs/core/http'
import { LibraryQuery } from '#assets'
import ViewPolicy from './view_policy.ts'
import { listViews } from './visible_views.ts'

/** The saved views above the tree of collections; the one that is shown is known by what it asks. */
export async function viewsPart({ visitor, activeBrand, session }: HttpContext, query: LibraryQuery) {
  const views = await listViews(visitor, activeBrand ?? undefined)
  const deleted = session.flashMessages.get('deletedView') as { id: string; name: string } | undefined
  if (views.length === 0 && !deleted) return null
  const here = query.search()
  return { views: views.map((view) => ({ ...view, isCurrent: new LibraryQuery(view.query, activeBrand).search() === here })), deleted }
}

/** The way to keep what is asked, where something is. */
export async function savePart({ visitor, activeBrand }: HttpContext, query: LibraryQuery) {
  if (query.bucket === 'trash' || query.search() === '') return null
  const policy = new ViewPolicy()
  return {
    search: query.search(),
    canShare: policy.share(visitor, activeBrand),
    canMakeSmart: activeBrand ? visitor.can('collections.manage', activeBrand) : visitor.canSomewhere('collections.manage'),
  }
}
