import type { EmbeddedMetadata } from '#files'

/** The groups in which what a file says is kept, by the beginnings of those that exiftool names. */
const GROUPS: [RegExp, string][] = [
  [/^XMP/i, 'xmp'],
  [/^IPTC/i, 'iptc'],
  [/^(EXIF|IFD\d|ExifIFD|GPS|SubIFD\d*|InteropIFD)$/i, 'exif'],
  [/^PDF/i, 'pdf'],
  [/^(QuickTime|ItemList|Keys|UserData)$/i, 'quicktime'],
  [/^ID3/i, 'id3'],
  [/^PNG/i, 'png'],
]

/** The value of a tag such as `XMP-dc:Source` or `IPTC:Credit`; lists with commas between. */
export function tagOf({ groups, xmpSchemas }: EmbeddedMetadata, name: string): string | null {
  const [family = '', tag = ''] = name.split(':')
  const group = groups[GROUPS.find(([pattern]) => pattern.test(family))?.[1] ?? '']
  const schema = /^XMP-([\w-]+)$/i.exec(family)?.[1]?.toLowerCase()
  const isOther = schema !== undefined && xmpSchemas?.[tag] !== undefined && xmpSchemas[tag] !== schema
  const value = group?.[isOther ? `${schema}:${tag}` : tag]
  if (value === undefined) return null
  return Array.isArray(value) ? value.join(', ') : String(value)
}
