import type { AssetJson } from '../../transformers/asset_transformer.ts'
import { resolution, TYPE_ICONS } from './asset_card.ts'
import type { AssetWords } from './asset_words.ts'
import type { LibraryQuery } from './library_query.ts'

export const PANEL_TABS = ['details', 'info', 'categories'] as const
export type PanelTab = (typeof PANEL_TABS)[number]

/** Colour spaces as people write them. */
const COLOR_SPACES: Record<string, string> = {
  'srgb': 'sRGB',
  'rgb': 'RGB',
  'rgb16': 'RGB, 16 bit',
  'cmyk': 'CMYK',
  'b-w': 'Greyscale',
  'grey16': 'Greyscale, 16 bit',
  'lab': 'Lab',
}

type Fact = {
  term?: string
  label?: string
  value?: string | null
  title?: string
  href?: string
  words?: { text: string; href: string }[]
}

/** Everything the panel and the viewer tell of one asset. */
export function toDetails(asset: AssetJson, query: LibraryQuery, words: AssetWords, tab: PanelTab, custom: Fact[] = []) {
  const context = query.search()
  const page = (path: string, extra = '') => {
    const search = [extra, context].filter(Boolean).join('&')
    return `/assets/${asset.id}${path}${search ? `?${search}` : ''}`
  }
  return {
    asset,
    tab,
    isTrashed: asset.trashedAt !== null,
    typeLabel: words.t(`type_${asset.type}`),
    icon: asset.processingStatus === 'failed' ? 'file-warning' : (TYPE_ICONS[asset.type] ?? 'file'),
    format: words.format(asset),
    line: [words.format(asset), words.dimensions(asset), words.size(asset.size)].filter(Boolean).join(' · '),
    resolution: asset.type === 'video' ? resolution(asset) : null,
    duration: asset.durationSeconds ? words.duration(asset.durationSeconds) : null,
    daysLeft: asset.purgeAt ? words.t('days_left_long', { count: words.daysUntil(asset.purgeAt) }) : null,
    fileHref: `/api/v1/assets/${asset.id}/file`,
    sidecarHref: `/api/v1/assets/${asset.id}/metadata.xmp`,
    larger: largerThanPreview(asset),
    closeHref: query.href(),
    viewHref: page('/view'),
    tabs: PANEL_TABS.map((name) => ({
      name,
      label: words.t(`tab_${name}`),
      href: page('', name === 'details' ? '' : `tab=${name}`),
      viewHref: page('/view', name === 'details' ? '' : `tab=${name}`),
    })),
    shelves: shelvesOf(asset, query),
    facts: [...mainFacts(asset, query, words), ...custom].filter(isTold),
    fileFacts: fileFacts(asset, words).filter(isTold),
  }
}

/** Where it stands, by catalogue (S4-28). */
function shelvesOf(asset: AssetJson, query: LibraryQuery) {
  const byCatalog = Map.groupBy(asset.categories, ({ catalogId }) => catalogId)
  return [...byCatalog.values()].map((categories) => ({
    name: categories[0]!.catalogName,
    categories: categories.map((one) => ({ ...one, href: query.href({ category: [one.id], bucket: undefined, text: undefined }) })),
  }))
}

/** What the stage loads when somebody looks closer than the preview is sharp. */
function largerThanPreview(asset: AssetJson): string | null {
  const preview = asset.renditions.preview
  if (asset.type !== 'image' || !preview || (asset.width ?? 0) <= preview.width) return null
  return `/api/v1/assets/${asset.id}/renditions/image?width=4096&height=4096&fit=inside&format=webp&quality=88`
}

const isTold = (fact: Fact) => Boolean(fact.value) || Boolean(fact.words?.length)

/** S4-09, S4-10, S4-16 to S4-21, S2-43. */
function mainFacts(asset: AssetJson, query: LibraryQuery, words: AssetWords): Fact[] {
  return [
    { term: 'fact_name', value: asset.name },
    { term: 'fact_title', value: asset.title },
    { term: 'fact_description', value: asset.description },
    { term: 'fact_alt_text', value: asset.altText },
    { term: 'fact_rating', value: asset.rating ? '★'.repeat(asset.rating) : null, title: words.t('stars', { count: asset.rating }) },
    ...(['tag', 'label'] as const).map((kind) => ({
      term: `fact_${kind}s`,
      words: asset.tags
        .filter((tag) => tag.kind === kind)
        .map((tag) => ({ text: tag.name, href: query.href({ tags: tag.id, bucket: undefined }) })),
    })),
    {
      term: 'fact_folder',
      words: asset.folder
        ? [{ text: asset.folder.path, href: query.href({ folder: [asset.folder.id], unfoldered: undefined, bucket: undefined }) }]
        : [],
    },
    {
      term: 'fact_campaigns',
      words: asset.campaigns.map(({ id, name }) => ({ text: name, href: query.href({ campaign: [id], bucket: undefined }) })),
    },
    {
      term: 'fact_keywords',
      words: asset.keywords.map((text) => ({ text, href: query.href({ text, bucket: undefined, sort: undefined }) })),
    },
    { term: 'fact_file_name', value: asset.fileName },
    { term: 'fact_file_type', value: `${words.t(`type_${asset.type}`)} · ${words.format(asset)}`, title: asset.mimeType },
    { term: 'fact_size', value: words.size(asset.size), title: words.t('bytes', { count: asset.size }) },
    { term: 'fact_dimensions', value: inFull(words.dimensions(asset)) },
    { term: 'fact_duration', value: asset.durationSeconds ? words.duration(asset.durationSeconds) : null },
    { term: 'fact_pages', value: asset.pageCount ? words.number(asset.pageCount) : null },
    { term: 'fact_dpi', value: words.dpi(asset) },
    { term: 'fact_color_space', value: COLOR_SPACES[asset.colorSpace ?? ''] ?? asset.colorSpace },
    { term: 'fact_availability', value: words.t(`availability_${asset.availability}`) },
    { term: 'fact_private', value: asset.isPrivate ? words.t('private_yes') : null },
    { term: 'fact_copyright', value: asset.copyright },
    { term: 'fact_credit', value: asset.creditLine },
    { term: 'fact_licence', value: asset.licence },
    { term: 'fact_terms', value: asset.usageTerms },
    { term: 'fact_territory', value: asset.territory },
    { term: 'fact_channels', value: asset.channels },
    { term: 'fact_use_from', value: day(asset.usageFrom, words) },
    { term: 'fact_use_until', value: day(asset.usageUntil, words) },
    { term: 'fact_expires', value: day(asset.expiresAt, words) },
    { term: 'fact_source', value: asset.sourceUrl, href: webAddress(asset.sourceUrl) },
    { term: 'fact_added', value: words.date(asset.createdAt), title: words.dateTime(asset.createdAt) },
    { term: 'fact_added_by', value: asset.createdBy?.name },
  ]
}

const day = (iso: string | null, words: AssetWords) => (iso ? words.date(iso) : null)

/** Beside its word a length needs its unit. */
function inFull(dimensions: string | null): string | null {
  return dimensions && (dimensions.endsWith('mm') ? dimensions : `${dimensions} px`)
}

/** What the file itself tells. */
function fileFacts(asset: AssetJson, words: AssetWords): Fact[] {
  const told = asset.metadata
  const gps = told.gps
  return [
    {
      term: asset.type === 'document' ? 'fact_date_written' : 'fact_date_taken',
      value: told.dateTaken ? takenAt(told.dateTaken, words) : null,
    },
    { term: 'fact_camera', value: cameraName(told.camera) },
    { term: 'fact_lens', value: told.lens },
    { term: 'fact_creator', value: told.creator },
    { term: 'fact_place', value: gps ? `${gps.latitude.toFixed(5)}, ${gps.longitude.toFixed(5)}` : null },
    { term: 'fact_icc', value: told.iccName },
    { term: 'fact_video_codec', value: told.videoCodec },
    { term: 'fact_audio_codec', value: told.audioCodec },
    { term: 'fact_frame_rate', value: told.frameRate ? words.t('fps', { rate: Math.round(told.frameRate * 100) / 100 }) : null },
    { term: 'fact_sha256', value: asset.sha256 },
  ]
}

/** Many makers write their name into the model too. */
function cameraName(camera: AssetJson['metadata']['camera']): string | null {
  if (!camera) return null
  const { make, model } = camera
  if (!make || !model) return make ?? model
  return model.toLowerCase().startsWith(make.split(' ')[0].toLowerCase()) ? model : `${make} ${model}`
}

/** Cameras write the time of day where they were, mostly without a time zone: it is shown as written. */
function takenAt(written: string, words: AssetWords): string {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})/.exec(written) ?? []
  return date ? `${words.date(`${date}T00:00:00Z`)}, ${time}` : written
}

function webAddress(url: string | null): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined
}
