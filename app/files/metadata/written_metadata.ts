import type { EmbeddedMetadata } from './embedded_metadata.ts'

type Value = string | string[]

/** What is to stand in a copy of a file, or in the XMP beside it. What is empty says nothing, and takes nothing from the file. */
export type WrittenMetadata = {
  title: string | null
  description: string | null
  altText: string | null
  keywords: string[]
  creator: string | null
  copyright: string | null
  creditLine: string | null
  usageTerms: string | null
  sourceUrl: string | null
  rating: number | null
  /** More of it, by tags as exiftool names them, such as `IPTC:City`. */
  more: { tag: string; value: Value }[]
}

/** A tag of exiftool with its value. */
export type Assignment = [tag: string, value: Value]

/** The same property in several schemas, as the Metadata Working Group pairs them; the XMP one first. */
const TWINS: readonly (readonly string[])[] = [
  ['XMP-dc:Title', 'IPTC:ObjectName', 'PDF:Title'],
  ['XMP-dc:Description', 'IPTC:Caption-Abstract', 'EXIF:ImageDescription', 'PDF:Subject'],
  ['XMP-dc:Subject', 'IPTC:Keywords', 'PDF:Keywords'],
  ['XMP-dc:Creator', 'IPTC:By-line', 'EXIF:Artist', 'PDF:Author'],
  ['XMP-dc:Rights', 'IPTC:CopyrightNotice', 'EXIF:Copyright'],
  ['XMP-photoshop:Credit', 'IPTC:Credit'],
  ['XMP-photoshop:Source', 'IPTC:Source'],
  ['XMP-photoshop:Headline', 'IPTC:Headline'],
  ['XMP-photoshop:Instructions', 'IPTC:SpecialInstructions'],
  ['XMP-photoshop:CaptionWriter', 'IPTC:Writer-Editor'],
  ['XMP-photoshop:AuthorsPosition', 'IPTC:By-lineTitle'],
  ['XMP-photoshop:TransmissionReference', 'IPTC:OriginalTransmissionReference'],
  ['XMP-photoshop:City', 'IPTC:City'],
  ['XMP-photoshop:State', 'IPTC:Province-State'],
  ['XMP-photoshop:Country', 'IPTC:Country-PrimaryLocationName'],
  ['XMP-iptcCore:CountryCode', 'IPTC:Country-PrimaryLocationCode'],
  ['XMP-iptcCore:Location', 'IPTC:Sub-location'],
]

/** How many bytes IPTC has room for. XMP has the whole, and is what programs read first. */
const IPTC_BYTES: Record<string, number> = {
  'IPTC:ObjectName': 64,
  'IPTC:Caption-Abstract': 2000,
  'IPTC:Keywords': 64,
  'IPTC:By-line': 32,
  'IPTC:CopyrightNotice': 128,
  'IPTC:Credit': 32,
  'IPTC:Source': 32,
  'IPTC:Headline': 256,
  'IPTC:SpecialInstructions': 256,
  'IPTC:Writer-Editor': 32,
  'IPTC:By-lineTitle': 32,
  'IPTC:OriginalTransmissionReference': 32,
  'IPTC:City': 32,
  'IPTC:Province-State': 32,
  'IPTC:Country-PrimaryLocationName': 64,
  'IPTC:Country-PrimaryLocationCode': 3,
  'IPTC:Sub-location': 32,
}

/** What EXIF says of a picture rather than of how it is stored; a tag of the other kind could turn or break it. */
const DESCRIBING_EXIF = new Set(
  `Artist Copyright ImageDescription DocumentName Software HostComputer Make Model LensMake LensModel LensSerialNumber SerialNumber
   OwnerName UserComment DateTimeOriginal CreateDate ModifyDate OffsetTimeOriginal XPTitle XPComment XPAuthor XPKeywords XPSubject`.split(
    /\s+/
  )
)

/** Schemas of XMP that tell of pixels and of the history of a file. */
const STRUCTURAL_XMP = /^XMP-(tiff|exif|crs|crd|crss|xmpMM|xmpNote|GImage|GDepth|GPano|GCamera|Device|HDRGainMap|hdrgm)$/i

/** The formats that IPTC and EXIF were made for; elsewhere they are kept right where a file has them. */
const NATIVE: Record<'IPTC' | 'EXIF', RegExp> = {
  IPTC: /^image\/(jpeg|tiff|vnd\.adobe\.photoshop)$/,
  EXIF: /^image\/(jpeg|tiff)$/,
}

/** Of which file a copy is made: null is none, for XMP that stands alone. */
export type Carrier = { mimeType: string; groups: EmbeddedMetadata['groups'] } | null

/** Everything that is to be written, the same in every schema that the file has. A tag that may not be written is left out. */
export function assignmentsOf(metadata: WrittenMetadata, carrier: Carrier): Assignment[] {
  const wanted = new Map<string, Value>()
  for (const { tag, value } of [...ownTags(metadata), ...metadata.more]) {
    const name = knownName(tag)
    const clean = cleanValue(value)
    if (name === null || clean === null) continue
    // What the card says in a column of its own goes before a field that names the same property.
    for (const twin of TWINS.find((names) => names.includes(name)) ?? [name]) if (!wanted.has(twin)) wanted.set(twin, clean)
  }
  return [...wanted].flatMap(([tag, value]): Assignment[] => (hasPlaceFor(tag, carrier) ? [[tag, fitting(tag, value)]] : []))
}

function ownTags(metadata: WrittenMetadata): WrittenMetadata['more'] {
  const told: [string, Value | null][] = [
    ['XMP-dc:Title', metadata.title],
    ['XMP-dc:Description', metadata.description],
    ['XMP-iptcCore:AltTextAccessibility', metadata.altText],
    ['XMP-dc:Subject', metadata.keywords],
    ['XMP-dc:Creator', metadata.creator],
    ['XMP-dc:Rights', metadata.copyright],
    ['XMP-photoshop:Credit', metadata.creditLine],
    ['XMP-xmpRights:UsageTerms', metadata.usageTerms],
    ['XMP-dc:Source', metadata.sourceUrl],
    ['XMP-xmp:Rating', metadata.rating === null ? null : String(metadata.rating)],
  ]
  return told.flatMap(([tag, value]) => (value === null ? [] : [{ tag, value }]))
}

const TAG = /^([a-z][\w-]*):([a-z][\w-]*)$/i

/** A tag by the name it has here, or null for one that is not written: exiftool has some that rename and move files. */
function knownName(tag: string): string | null {
  const [, group = '', name = ''] = TAG.exec(tag) ?? []
  const isExif = /^(EXIF|IFD0|ExifIFD)$/i.test(group)
  const full = `${isExif ? 'EXIF' : /^IPTC$/i.test(group) ? 'IPTC' : group}:${name}`
  const known = TWINS.flat().find((one) => one.toLowerCase() === full.toLowerCase())
  if (known) return known
  if (isExif) return DESCRIBING_EXIF.has(name) ? full : null
  if (/^IPTC$/i.test(group)) return /^(CodedCharacterSet|.*Version|.*Preview.*)$/i.test(name) ? null : full
  return /^XMP-[\w-]+$/i.test(group) && !STRUCTURAL_XMP.test(group) ? full : null
}

function hasPlaceFor(tag: string, carrier: Carrier): boolean {
  const family = tag.split(':')[0]!
  if (family.startsWith('XMP')) return true
  if (carrier === null) return false
  if (family === 'PDF') return carrier.mimeType === 'application/pdf'
  return NATIVE[family as 'IPTC' | 'EXIF'].test(carrier.mimeType) || carrier.groups[family.toLowerCase()] !== undefined
}

const cleanText = (text: string) =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\ufdd0-\ufdef\ufffe\uffff]/gu, '')
    .trim()

function cleanValue(value: Value): Value | null {
  if (!Array.isArray(value)) return cleanText(value) || null
  const clean = [...new Set(value.map(cleanText).filter(Boolean))]
  return clean.length > 0 ? clean : null
}

function fitting(tag: string, value: Value): Value {
  const fit = (text: string) => cut(text, IPTC_BYTES[tag] ?? Infinity)
  if (Array.isArray(value)) return tag.startsWith('EXIF:') ? value.join('; ') : value.map(fit)
  return fit(value)
}

/** Never in the middle of a character. */
function cut(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  let [fit, size] = ['', 0]
  for (const character of text) {
    size += Buffer.byteLength(character)
    if (size > bytes) break
    fit += character
  }
  return fit.trimEnd()
}
