import db from '@adonisjs/lucid/services/db'
import { NotFound } from '#core/http/index'
import type { Visitor } from '#identity'
import { readQuestion, searchOf, type Question } from '../question.ts'
import { SavedView } from './saved_view.ts'

/** More than these nobody finds by looking through them. */
export const MOST_VIEWS = 200

export type ViewJson = {
  id: string
  name: string
  query: Question
  brandId: string | null
  isShared: boolean
  /** Whether it is the asker's own to change. */
  isOwn: boolean
  /** Whether the asker's library opens with it. */
  isDefault: boolean
  createdAt: string
  updatedAt: string
  links: { self: string; page: string }
}

/** The visitor's own views and those shared with them, by name; of one brand also those that are about every brand. */
export async function listViews(visitor: Visitor, brandId?: string): Promise<ViewJson[]> {
  const query = visible(visitor)
  if (brandId) query.where((of) => void of.whereNull('brandId').orWhere('brandId', brandId))
  const views = await query.orderBy('nameKey').orderBy('id').limit(MOST_VIEWS)
  const preferred = await defaultViewOf(visitor)
  return views.map((view) => toJson(view, visitor, preferred))
}

export async function describeView(visitor: Visitor, id: string): Promise<ViewJson> {
  return toJson(await findView(visitor, id), visitor, await defaultViewOf(visitor))
}

/** One view, if the visitor may know of it; else it does not exist. */
export async function findView(visitor: Visitor, id: string, options: { deleted?: boolean } = {}): Promise<SavedView> {
  const view = await visible(visitor, options.deleted).where('id', id).first()
  if (!view) throw new NotFound('view')
  return view
}

function visible(visitor: Visitor, deleted = false) {
  const brands = visitor.brandsWith('assets.view')
  const query = SavedView.query().where((rights) => {
    rights.where('ownerId', visitor.user.id).orWhere((shared) => {
      shared.where('isShared', true)
      if (brands !== 'all') shared.where((of) => void of.whereNull('brandId').orWhereIn('brandId', brands))
    })
  })
  return deleted ? query.whereNotNull('deletedAt') : query.whereNull('deletedAt')
}

async function defaultViewOf(visitor: Visitor): Promise<string | null> {
  const found = await db.from('default_views').where('user_id', visitor.user.id).select('view_id').first()
  return found?.view_id ?? null
}

/** Where the library opens for this visitor. */
export async function homeOf(visitor: Visitor): Promise<string> {
  const id = await defaultViewOf(visitor)
  const view = id ? await visible(visitor).where('id', id).first() : null
  return view ? pageOf(readQuestion(view.question)) : '/assets'
}

const pageOf = (question: Question) => `/assets?${searchOf(question)}`

function toJson(view: SavedView, visitor: Visitor, preferred: string | null): ViewJson {
  const query = readQuestion(view.question)
  return {
    id: view.id,
    name: view.name,
    query,
    brandId: view.brandId,
    isShared: view.isShared,
    isOwn: view.ownerId === visitor.user.id,
    isDefault: view.id === preferred,
    createdAt: new Date(view.createdAt).toISOString(),
    updatedAt: new Date(view.updatedAt).toISOString(),
    links: { self: `/api/v1/views/${view.id}`, page: pageOf(query) },
  }
}
