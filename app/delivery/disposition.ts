import contentDisposition from 'content-disposition'
import { cleanFileName } from '#files'

/** The header that names a download (RFC 6266), with the ASCII form for old readers. */
export function disposition(fileName: string, asAttachment: boolean): string {
  // Half of a surrogate pair cannot be written in UTF-8, and a percent sign would be read as an escape.
  const name = cleanFileName(fileName).toWellFormed().replaceAll('"', "'").slice(0, 200)
  return contentDisposition(name, { type: asAttachment ? 'attachment' : 'inline', fallback: asciiOf(name) })
}

function asciiOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^\x20-\x7e]|[%\\]/g, '_')
}
