import type { EmbeddedMetadata } from '#files'
import type { AssetCampaignJson } from '../campaigns/campaigns_property.ts'
import type { AssetCategoryJson } from '../categories/categories_property.ts'
import type { AssetFolderJson } from '../folders/folder_property.ts'
import type { FieldsJson } from '../fields/fields_property.ts'
import type { AssetTagJson } from '../tags/tags_property.ts'
import type { AssetRow, RenditionRow } from '../queries/asset_row.ts'

export type RenditionJson = { url: string; width: number; height: number }

export type AssetJson = ReturnType<typeof toAssetJson>

const iso = (epochMs: number | null) => (epochMs === null ? null : new Date(Number(epochMs)).toISOString())

/** What the properties tell, by their names. */
export type PropertiesJson = {
  tags: AssetTagJson[]
  categories: AssetCategoryJson[]
  campaigns: AssetCampaignJson[]
  folder: AssetFolderJson | null
  fields: FieldsJson
}

/** An asset as programs and pages see it: the answer of `GET /api/v1/assets/:id`. */
export function toAssetJson(
  row: AssetRow,
  renditions: RenditionRow[],
  duplicateOf: { id: string; name: string } | null = null,
  properties: Partial<PropertiesJson> = {}
) {
  const base = `/api/v1/assets/${row.id}`
  return {
    id: row.id,
    name: row.name,
    fileName: row.fileName,
    title: row.title,
    description: row.description,
    altText: row.altText,
    copyright: row.copyright,
    sourceUrl: row.sourceUrl,
    keywords: row.keywords ? (JSON.parse(row.keywords) as string[]) : [],
    rating: row.rating,
    expiresAt: iso(row.expiresAt),
    licence: row.licence,
    usageTerms: row.usageTerms,
    territory: row.territory,
    channels: row.channels,
    usageFrom: iso(row.usageFrom),
    usageUntil: iso(row.usageUntil),
    creditLine: row.creditLine,
    source: row.source,
    type: row.type,
    mimeType: row.mimeType,
    size: Number(row.size),
    sha256: row.sha256,
    width: row.width,
    height: row.height,
    durationSeconds: row.durationSeconds,
    pageCount: row.pageCount,
    dpi: row.dpi,
    colorSpace: row.colorSpace,
    orientation: row.shape,
    colour: row.colour,
    processingStatus: row.processingStatus,
    processingError: row.processingStatus === 'failed' ? { code: row.errorCode, message: row.errorMessage } : null,
    availability: row.availability,
    reviewStatus: row.reviewStatus,
    isPrivate: Boolean(row.isPrivate),
    brandId: row.brandId,
    createdAt: iso(row.createdAt)!,
    createdBy: row.createdBy ? { id: row.createdBy, name: row.createdByName } : null,
    updatedAt: iso(row.updatedAt)!,
    trashedAt: iso(row.trashedAt),
    purgeAt: iso(row.purgeAt),
    version: row.versionNumber,
    revision: row.revision,
    thumbHash: row.thumbHash,
    renditions: {
      thumb: renditionJson(base, 'thumb', renditions),
      preview: renditionJson(base, 'preview', renditions),
    },
    ...(properties as PropertiesJson),
    missingFields: Number(row.missingFields),
    metadata: metadataJson(row),
    duplicateOf,
    links: { self: base, file: `${base}/file`, page: `/assets/${row.id}` },
  }
}

/** The key in the address changes with the bytes and the recipe, so browsers may keep what they got. */
function renditionJson(base: string, name: string, renditions: RenditionRow[]): RenditionJson | null {
  const found = renditions.findLast((one) => one.recipe === name)
  if (!found) return null
  return { url: `${base}/renditions/${name}?v=${found.key.slice(0, 12)}`, width: found.width, height: found.height }
}

function metadataJson(row: AssetRow) {
  const embedded = row.embedded ? (JSON.parse(row.embedded) as EmbeddedMetadata) : null
  return {
    orientation: row.orientation,
    frameRate: row.frameRate,
    videoCodec: row.videoCodec,
    audioCodec: row.audioCodec,
    iccName: row.iccName,
    ...(embedded
      ? {
          camera: embedded.camera,
          lens: embedded.lens,
          dateTaken: embedded.dateTaken,
          gps: embedded.gps,
          creator: embedded.creator,
          copyright: embedded.copyright,
          title: embedded.title,
          description: embedded.description,
          keywords: embedded.keywords,
          groups: embedded.groups,
        }
      : {}),
  }
}
