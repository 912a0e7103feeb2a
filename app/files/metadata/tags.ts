import type { EmbeddedMetadata, RawTags, TagValue } from './embedded_metadata.ts'

const LONGEST = 10_000

/** Finds tags by names such as `XMP-dc:Title`, where the first part is a group of either family. */
export class Tags {
  #byName = new Map<string, unknown>()

  constructor(raw: RawTags) {
    for (const [key, value] of Object.entries(raw)) {
      const parts = key.split(':')
      const tag = parts.at(-1)!
      for (const group of parts.slice(0, -1)) {
        if (!this.#byName.has(`${group}:${tag}`)) this.#byName.set(`${group}:${tag}`, value)
      }
    }
  }

  text(...names: string[]): string | null {
    return this.#first(names, (value) => cleanText(Array.isArray(value) ? value.map(String).join(', ') : value))
  }

  number(...names: string[]): number | null {
    return this.#first(names, (value) => {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      return typeof number === 'number' && Number.isFinite(number) ? number : null
    })
  }

  list(name: string): string[] {
    const value = this.#byName.get(name)
    if (value === undefined || value === null) return []
    return (Array.isArray(value) ? value : [value]).flatMap((item: unknown) => cleanText(item) ?? [])
  }

  #first<T>(names: string[], read: (value: unknown) => T | null): T | null {
    for (const name of names) {
      const found = read(this.#byName.get(name))
      if (found !== null) return found
    }
    return null
  }
}

/** Text without control characters and lone surrogates, no longer than a page; null when nothing is left. */
export function cleanText(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null
  const text = String(value)
    .slice(0, LONGEST)
    .toWellFormed()
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  return text || null
}

const SHOWN: Record<string, string> = {
  EXIF: 'exif',
  IPTC: 'iptc',
  XMP: 'xmp',
  ICC_Profile: 'icc',
  JFIF: 'jfif',
  Photoshop: 'photoshop',
  PNG: 'png',
  GIF: 'gif',
  SVG: 'svg',
  PDF: 'pdf',
  QuickTime: 'quicktime',
  Matroska: 'matroska',
  RIFF: 'riff',
  ID3: 'id3',
  FLAC: 'flac',
  Vorbis: 'vorbis',
  MPEG: 'mpeg',
  Composite: 'composite',
}

const GROUPS_BYTES = 64 * 1024
const LONGEST_VALUE = 1000
const MOST_ITEMS = 100

/** All tags worth showing, cut to fit. */
export function shownGroups(raw: RawTags): Required<Pick<EmbeddedMetadata, 'groups' | 'xmpSchemas'>> {
  const groups: EmbeddedMetadata['groups'] = {}
  const xmpSchemas = Object.create(null) as Record<string, string>
  let bytes = 0
  for (const [key, value] of Object.entries(raw)) {
    const parts = key.split(':')
    const group = SHOWN[parts[0]!]
    const tag = parts.at(-1)!
    const shown = group && parts.length > 1 && /^[\w-]{1,100}$/.test(tag) ? shownValue(value) : null
    if (!group || shown === null) continue
    const cost = Buffer.byteLength(JSON.stringify(shown)) + tag.length + group.length + 8
    if (bytes + cost > GROUPS_BYTES) continue
    bytes += cost
    groups[group] ??= Object.create(null) as Record<string, TagValue>
    const schema = group === 'xmp' ? /^XMP-([\w-]{1,40})$/.exec(parts[1]!)?.[1]?.toLowerCase() : undefined
    if (schema) xmpSchemas[tag] ??= schema
    const isOther = schema !== undefined && xmpSchemas[tag] !== schema
    groups[group][isOther ? `${schema}:${tag}` : tag] ??= shown
  }
  return { groups, xmpSchemas }
}

function shownValue(value: unknown): TagValue | null {
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  if (typeof value === 'string') {
    if (value.startsWith('(Binary data ')) return null
    return cleanText(value)?.slice(0, LONGEST_VALUE).toWellFormed() ?? null
  }
  if (!Array.isArray(value)) return null
  const items = value.slice(0, MOST_ITEMS).flatMap((item) => {
    const shown = shownValue(item)
    return shown === null || Array.isArray(shown) ? [] : [shown]
  })
  return items.length > 0 ? items : null
}
