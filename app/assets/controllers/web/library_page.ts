import type { HttpContext } from '@adonisjs/core/http'
import { brandsToAddTo } from '#identity'
import { addedBuckets } from '../../queries/added_filters.ts'
import { CountAssets } from '../../queries/count_assets.ts'
import { ListAssets } from '../../queries/list_assets.ts'
import { toCard } from './asset_card.ts'
import { AssetWords } from './asset_words.ts'
import { filterChips, type Chip } from './filter_chips.ts'
import { filterForm } from './filter_form.ts'
import { folderMenu } from './folder_menu.ts'
import { drawnParts } from './library_parts.ts'
import { asksForFields } from './upload_fields.ts'
import { canSortByHand } from '../../queries/asset_query.ts'
import { LibraryQuery, STATUSES, TYPE_TABS } from './library_query.ts'

/** What the library page shows: rail, toolbar, summary and one page of cards. */
export async function libraryPage(ctx: HttpContext, query: LibraryQuery) {
  const words = new AssetWords()
  const [page, counts, chips, filters, folders, rail, head, summary, floating] = await Promise.all([
    new ListAssets().handle(ctx.visitor, query.toList()),
    buckets(ctx, query, words),
    filterChips(ctx.visitor, query, words),
    filterForm(ctx.visitor, query, words),
    folderMenu(ctx.visitor, query),
    ...(['rail', 'head', 'summary', 'floating'] as const).map((place) => drawnParts(place, ctx, query)),
  ])
  return {
    query,
    words,
    buckets: counts,
    cards: page.data.map((asset) => toCard(asset, query, words)),
    moreHref: page.meta.next ? query.href({ cursor: page.meta.next }) : null,
    isFirst: !query.cursor,
    ...totals(page.meta, words),
    isFallback: page.meta.search === 'fallback',
    takenFor: Object.entries(page.meta.takenFor ?? {}).map(([word, others]) => ({
      word,
      others: others
        .slice(0, 5)
        .map((other) => `“${other}”`)
        .join(', '),
    })),
    title: query.filters.text ?? head?.[0]?.state.title ?? words.t(`bucket_${query.bucket}`),
    parts: {
      rail,
      head,
      summary,
      floating,
      empty: page.data.length === 0 && !query.isNarrowed ? await drawnParts('empty', ctx, query) : [],
    },
    typeTabs: typeTabs(query, words),
    statuses: statuses(query, words),
    sorts: sorts(query, words, await canSortByHand(ctx.visitor, query.filters)),
    filters,
    folders,
    chips,
    tagForm: tagForm(query, chips),
    search: { text: query.filters.text, kept: query.kept() },
    asksForFields: await asksForFields(ctx.visitor, ctx.activeBrand),
    canCreate: ctx.activeBrand ? ctx.visitor.can('assets.create', ctx.activeBrand) : ctx.visitor.canSomewhere('assets.create'),
    canEdit: ctx.visitor.canSomewhere('assets.edit'),
    canMove: (await brandsToAddTo(ctx.visitor)).length > 1,
    canDelete: ctx.visitor.canSomewhere('assets.delete'),
    canPurge: ctx.visitor.canSomewhere('assets.purge'),
  }
}

export function totals({ total, totalIsCapped }: { total: number; totalIsCapped: boolean }, words: AssetWords) {
  return { total, totalIsCapped, totalLabel: words.count(total, totalIsCapped) }
}

const FIRST = [
  { name: 'all', icon: 'layout-grid' },
  { name: 'recent', icon: 'clock' },
]
const LAST = [{ name: 'trash', icon: 'trash-2' }]

/** S1-10: each bucket with its live count. */
export async function buckets(ctx: HttpContext, query: LibraryQuery, words: AssetWords) {
  const brandId = query.filters.brandId
  const counts = await new CountAssets().handle(ctx.visitor, brandId)
  const whole = new LibraryQuery({ brand: query.namedBrand })
  return [...FIRST, ...addedBuckets(), ...LAST].map(({ name, icon, ...bucket }) => ({
    name,
    icon,
    label: words.t(`bucket_${name}`),
    count: words.count(counts[name]!.total, counts[name]!.isCapped),
    hasWork: 'isWork' in bucket && bucket.isWork === true && counts[name]!.total > 0,
    href: whole.href({ bucket: name === 'all' ? undefined : name }),
    isCurrent: query.bucket === name && !query.filters.more,
  }))
}

/** S1-37, S1-38: the tags that are asked for, by their names. */
function tagForm(query: LibraryQuery, chips: Chip[]) {
  const names = chips.filter(({ field }) => field === 'tags').map(({ value }) => value)
  const match = query.filters.more?.tagMatch
  return {
    names,
    isAll: Array.isArray(match) && match[0] === 'all',
    kept: query.keptBeside(['tags', 'tagMatch']),
    lookup: `/tags?kind=tag&sort=use&limit=8${query.filters.brandId ? `&brand=${query.filters.brandId}` : ''}`,
  }
}

function typeTabs(query: LibraryQuery, words: AssetWords) {
  return [undefined, ...TYPE_TABS].map((type) => ({
    label: words.t(`tab_type_${type ?? 'all'}`),
    href: query.href({ type }),
    isCurrent: query.filters.type === type,
  }))
}

function statuses(query: LibraryQuery, words: AssetWords) {
  return [undefined, ...STATUSES].map((status) => ({
    label: words.t(`status_${status ?? 'any'}`),
    href: query.href({ processingStatus: status }),
    isCurrent: query.filters.processingStatus === status,
  }))
}

/** With words searched for, the closest come first unless another order is chosen. */
function sorts(query: LibraryQuery, words: AssetWords, isByHand: boolean) {
  const offered = query.filters.text
    ? (['closest', 'latest', 'oldest', 'name', 'size'] as const)
    : (['latest', 'oldest', 'name', 'size', ...(isByHand ? (['hand'] as const) : [])] as const)
  const usual = offered[0]
  return offered.map((sort) => ({
    label: words.t(`sort_${sort}`),
    href: query.href({ sort: sort === usual ? undefined : sort }),
    isCurrent: (query.sort ?? usual) === sort,
  }))
}
