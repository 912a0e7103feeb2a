/** What a file says about itself. Strings are cut to sane lengths; nothing here was checked to be true. */
export type EmbeddedMetadata = {
  title: string | null
  description: string | null
  keywords: string[]
  creator: string | null
  copyright: string | null
  /** ISO 8601: local time as the camera had it, with its offset where the file tells. */
  dateTaken: string | null
  camera: { make: string | null; model: string | null }
  lens: string | null
  /** Degrees, south and west negative. */
  gps: { latitude: number; longitude: number } | null
  /** The EXIF value 1 to 8. */
  orientation: number | null
  dpi: number | null
  colorSpace: string | null
  iccName: string | null
  /** Pixels as stored, before the orientation is applied. */
  width: number | null
  height: number | null
  durationSeconds: number | null
  /** Everything by group (`exif`, `iptc`, `xmp` …) and tag, for the details view. At most 64 kB as JSON. */
  groups: Record<string, Record<string, TagValue>>
  /** Of which schema the tags of the group `xmp` are: `dc` for `XMP-dc:Source`. A second of the same name stands there as `photoshop:Source`. */
  xmpSchemas?: Record<string, string>
}

export type TagValue = string | number | boolean | (string | number | boolean)[]

/** Answers of exiftool, by `Family0:Family1:Tag`. */
export type RawTags = Record<string, unknown>
