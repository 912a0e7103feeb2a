import db from '@adonisjs/lucid/services/db'
import { firstIdOf } from '#core/database/index'
import { Forbidden } from '#core/http/index'
import type { Visitor } from '#identity'
import { hiddenFrom } from '../properties/properties.ts'
import { fieldSight } from '../fields/hidden_fields.ts'
import { hiddenByScreens, narrowByScreens } from './activity_screens.ts'
import { FindAsset } from './find_asset.ts'

type Row = {
  id: string
  actorId: string | null
  actorName: string | null
  via: string
  action: string
  subjectType: string
  subjectId: string
  brandId: string | null
  cause: string | null
  before: string | null
  after: string | null
  createdAt: number
}

export type ActivityListQuery = {
  ids?: string[]
  assetId?: string
  action?: string
  /** Of any of these; of none where it is empty. */
  actorIds?: string[]
  subjectType?: string
  subjectId?: string
  brandId?: string
  /** From this moment, and before that one. */
  from?: number
  before?: number
  limit?: number
  cursor?: string
}

const SAME = { action: 'action', subjectType: 'subject_type', subjectId: 'subject_id', brandId: 'brand_id' } as const

/** The values that are written there, without those of which the visitor may not know. */
function parse(text: string | null, hidden: string[]): Record<string, unknown> | null {
  if (!text) return null
  const values = JSON.parse(text) as Record<string, unknown>
  return hidden.length === 0 ? values : Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.includes(name)))
}

/** What happened, newest first: to one asset, for all who see it; everywhere, for those who may read the log. */
export class ListActivities {
  async handle(visitor: Visitor, { assetId, limit = 50, cursor, ...wanted }: ActivityListQuery) {
    const query = db.from('activities').leftJoin('users', 'users.id', 'activities.actor_id')
    if (assetId) {
      await new FindAsset().handle(visitor, assetId)
      query.where('activities.subject_id', assetId)
    } else {
      const brands = visitor.brandsWith('activities.view')
      if (brands !== 'all' && brands.length === 0) throw new Forbidden('read the activity log')
      if (brands !== 'all') query.whereIn('activities.brand_id', brands)
      // Who may not know of campaigns does not learn of them here.
      const seen = visitor.brandsWith('campaigns.view')
      if (seen !== 'all') {
        query.where((some) => void some.whereNot('activities.subject_type', 'campaign').orWhereIn('activities.brand_id', seen))
      }
    }
    if (!assetId) narrowByScreens(query, visitor)
    for (const [name, column] of Object.entries(SAME)) {
      const value = wanted[name as keyof typeof SAME]
      if (value) query.where(`activities.${column}`, value)
    }
    if (wanted.actorIds) query.whereIn('activities.actor_id', wanted.actorIds)
    if (wanted.ids) query.whereIn('activities.id', wanted.ids)
    // Ids are made in the order of time, so moments need no index of their own.
    if (wanted.from !== undefined) query.where('activities.id', '>=', firstIdOf(wanted.from))
    if (wanted.before !== undefined) query.where('activities.id', '<', firstIdOf(wanted.before))
    if (cursor) query.where('activities.id', '<', cursor)
    const rows = (await query
      .select({
        id: 'activities.id',
        actorId: 'activities.actor_id',
        actorName: 'users.name',
        via: 'activities.via',
        action: 'activities.action',
        subjectType: 'activities.subject_type',
        subjectId: 'activities.subject_id',
        brandId: 'activities.brand_id',
        cause: 'activities.cause',
        before: 'activities.before_values',
        after: 'activities.after_values',
        createdAt: 'activities.created_at',
      })
      .orderBy('activities.id', 'desc')
      .limit(limit + 1)) as unknown as Row[]
    const shown = rows.slice(0, limit)
    const screened = await hiddenByScreens(visitor, shown)
    const seen = await fieldSight(visitor)
    return {
      data: shown.map((shownRow) => {
        const { actorId, actorName, before, after, createdAt, ...row } = shownRow
        const { subjectType, brandId } = row
        const hidden = [...(subjectType === 'asset' && brandId ? hiddenFrom(visitor, brandId) : []), ...screened(shownRow)]
        return {
          ...row,
          actor: actorId ? { id: actorId, name: actorName } : null,
          before: seen(parse(before, hidden), brandId),
          after: seen(parse(after, hidden), brandId),
          createdAt: new Date(Number(createdAt)).toISOString(),
        }
      }),
      meta: { total: null, totalIsCapped: false, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null },
    }
  }
}
