/** Types that a browser shows without running anything in them. */
const SHOWN = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/bmp',
  'image/tiff',
  'image/heic',
  'image/heif',
  'image/jxl',
  'image/jp2',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/x-matroska',
  'video/x-msvideo',
  'video/mpeg',
  'video/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'audio/aiff',
  'audio/opus',
  'audio/webm',
])

/** Types that are named honestly, but only ever saved. */
const SAVED = new Set([
  'application/pdf',
  'image/svg+xml',
  'application/zip',
  'image/vnd.adobe.photoshop',
  'application/postscript',
  'application/json',
  'application/rtf',
])

const OFFICE = /^application\/(msword|vnd\.(ms-[a-z.-]+|openxmlformats-officedocument\.[a-z.]+|oasis\.opendocument\.[a-z-]+)|epub\+zip)$/

/**
 * What a file is served as: a type of our own list, never one that a stored row or an uploader
 * chose. Whatever could run in a browser is only ever saved.
 */
export function servedType(mimeType: string): { contentType: string; inline: boolean } {
  if (SHOWN.has(mimeType)) return { contentType: mimeType, inline: true }
  if (mimeType === 'text/plain') return { contentType: 'text/plain; charset=utf-8', inline: true }
  if (SAVED.has(mimeType) || OFFICE.test(mimeType)) return { contentType: mimeType, inline: false }
  return { contentType: 'application/octet-stream', inline: false }
}
