import { isoDate } from './dates.ts'
import type { EmbeddedMetadata, RawTags } from './embedded_metadata.ts'
import { cleanText, shownGroups, Tags } from './tags.ts'

const MOST_KEYWORDS = 500
const LONGEST_KEYWORD = 200
const LONGEST_LINE = 500

/** What the tags of a file mean. XMP goes before IPTC before EXIF: that is the order in which programs write them today. */
export function interpret(raw: RawTags): EmbeddedMetadata {
  const tags = new Tags(raw)
  return {
    title: line(
      tags.text(
        'XMP-dc:Title',
        'IPTC:ObjectName',
        'PDF:Title',
        'ItemList:Title',
        'Keys:Title',
        'ID3v2_4:Title',
        'ID3v2_3:Title',
        'ID3v2_2:Title',
        'ID3v1:Title',
        'Vorbis:Title',
        'Matroska:Title',
        'RIFF:Title',
        'SVG:Title',
        'PNG:Title'
      )
    ),
    description: tags.text(
      'XMP-dc:Description',
      'IPTC:Caption-Abstract',
      'IFD0:ImageDescription',
      'PDF:Subject',
      'ItemList:Description',
      'Keys:Description',
      'PNG:Description'
    ),
    keywords: keywordsOf(tags),
    creator: line(
      tags.text(
        'XMP-dc:Creator',
        'IPTC:By-line',
        'IFD0:Artist',
        'PDF:Author',
        'ItemList:Artist',
        'Keys:Artist',
        'ID3v2_4:Artist',
        'ID3v2_3:Artist',
        'ID3v2_2:Artist',
        'ID3v1:Artist',
        'Vorbis:Artist',
        'PNG:Author'
      )
    ),
    copyright: line(
      tags.text(
        'XMP-dc:Rights',
        'IPTC:CopyrightNotice',
        'IFD0:Copyright',
        'ItemList:Copyright',
        'ID3v2_4:Copyright',
        'ID3v2_3:Copyright',
        'PNG:Copyright'
      )
    ),
    dateTaken: dateTakenOf(tags),
    camera: {
      make: line(tags.text('IFD0:Make', 'XMP-tiff:Make', 'Keys:Make', 'UserData:Make')),
      model: line(tags.text('IFD0:Model', 'XMP-tiff:Model', 'Keys:Model', 'UserData:Model')),
    },
    lens: line(tags.text('ExifIFD:LensModel', 'XMP-exifEX:LensModel', 'XMP-aux:Lens')),
    gps: gpsOf(tags),
    orientation: orientationOf(tags),
    dpi: dpiOf(tags),
    colorSpace: colorSpaceOf(tags),
    iccName: line(tags.text('ICC_Profile:ProfileDescription')),
    width: tags.number(
      'File:ImageWidth',
      'PNG:ImageWidth',
      'GIF:ImageWidth',
      'RIFF:ImageWidth',
      'QuickTime:ImageWidth',
      'QuickTime:SourceImageWidth',
      'Matroska:ImageWidth',
      'IFD0:ImageWidth'
    ),
    height: tags.number(
      'File:ImageHeight',
      'PNG:ImageHeight',
      'GIF:ImageHeight',
      'RIFF:ImageHeight',
      'QuickTime:ImageHeight',
      'QuickTime:SourceImageHeight',
      'Matroska:ImageHeight',
      'IFD0:ImageHeight'
    ),
    durationSeconds: tags.number('QuickTime:Duration', 'Matroska:Duration', 'Composite:Duration'),
    ...shownGroups(raw),
  }
}

function line(text: string | null): string | null {
  return text && (cleanText(text.replace(/\s+/g, ' '))?.slice(0, LONGEST_LINE).toWellFormed() ?? null)
}

function keywordsOf(tags: Tags): string[] {
  const found = [
    ...tags.list('XMP-dc:Subject'),
    ...tags.list('IPTC:Keywords'),
    ...tags.list('PDF:Keywords').flatMap((list) => list.split(/[,;]/)),
    ...tags.list('XMP-pdf:Keywords').flatMap((list) => list.split(/[,;]/)),
  ]
  const clean = found.flatMap((keyword) => line(keyword)?.slice(0, LONGEST_KEYWORD).toWellFormed() ?? [])
  return [...new Set(clean)].slice(0, MOST_KEYWORDS)
}

/** When it was made, not when the file was: each candidate with the tags that hold its fraction and its zone. */
function dateTakenOf(tags: Tags): string | null {
  const fraction = tags.text('ExifIFD:SubSecTimeOriginal')
  const original = tags.text('ExifIFD:DateTimeOriginal')
  const precise = original && fraction && /^\d{1,6}$/.test(fraction) ? `${original}.${fraction}` : original
  const iptcDate = tags.text('IPTC:DateCreated')
  const iptcTime = tags.text('IPTC:TimeCreated')
  return (
    isoDate(precise, tags.text('ExifIFD:OffsetTimeOriginal', 'ExifIFD:OffsetTime')) ??
    isoDate(tags.text('XMP-exif:DateTimeOriginal')) ??
    isoDate(tags.text('XMP-photoshop:DateCreated')) ??
    isoDate(iptcDate && iptcTime ? `${iptcDate} ${iptcTime}` : iptcDate) ??
    isoDate(tags.text('ExifIFD:CreateDate'), tags.text('ExifIFD:OffsetTimeDigitized')) ??
    isoDate(tags.text('Keys:CreationDate', 'ItemList:ContentCreateDate', 'UserData:DateTimeOriginal')) ??
    // Written in UTC by the standard.
    isoDate(tags.text('QuickTime:CreateDate'), 'Z') ??
    isoDate(tags.text('XMP-xmp:CreateDate')) ??
    isoDate(tags.text('Matroska:DateTimeOriginal', 'RIFF:DateTimeOriginal'))
  )
}

function gpsOf(tags: Tags): EmbeddedMetadata['gps'] {
  const latitude = tags.number('Composite:GPSLatitude')
  const longitude = tags.number('Composite:GPSLongitude')
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
  // Cameras without a fix write zeros.
  return latitude === 0 && longitude === 0 ? null : { latitude, longitude }
}

function orientationOf(tags: Tags): number | null {
  const value = tags.number('IFD0:Orientation', 'XMP-tiff:Orientation')
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 8 ? value : null
}

const UNIT_CENTIMETRES = 3

function dpiOf(tags: Tags): number | null {
  const exif = tags.number('IFD0:XResolution')
  const exifUnit = tags.number('IFD0:ResolutionUnit')
  if (exif && exifUnit !== 1) return inRange(exifUnit === UNIT_CENTIMETRES ? exif * 2.54 : exif)
  const jfif = tags.number('JFIF:XResolution')
  const jfifUnit = tags.number('JFIF:ResolutionUnit')
  if (jfif && jfifUnit) return inRange(jfifUnit === 2 ? jfif * 2.54 : jfif)
  const perMetre = tags.number('PNG-pHYs:PixelsPerUnitX')
  return perMetre ? inRange(perMetre * 0.0254) : null
}

function inRange(dpi: number): number | null {
  return dpi >= 1 && dpi <= 100_000 ? Math.round(dpi) : null
}

const PNG_COLORS: Record<number, string> = { 0: 'b-w', 2: 'srgb', 3: 'srgb', 4: 'b-w', 6: 'srgb' }

function colorSpaceOf(tags: Tags): string | null {
  const exif = tags.number('ExifIFD:ColorSpace')
  if (exif === 1) return 'sRGB'
  if (exif === 2) return 'Adobe RGB'
  const icc = tags.text('ICC-header:ColorSpaceData')
  return icc ?? PNG_COLORS[tags.number('PNG:ColorType') ?? -1] ?? null
}
