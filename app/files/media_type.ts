import { open } from 'node:fs/promises'
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type'
import mimeTypes from 'mime-types'

/** What kind of thing a file is to the people who look for it (S4-17). */
export const MEDIA_TYPES = ['image', 'audio', 'video', 'document', 'text', 'other'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export type Sniffed = { mimeType: string; type: MediaType }

/** So much of a file's beginning is looked at first. */
export const HEAD_BYTES = 8192
export const UNKNOWN_MIME = 'application/octet-stream'

const DOCUMENTS =
  /^application\/(pdf|postscript|illustrator|rtf|msword|epub\+zip|x-indesign|x-cfb|vnd\.(ms-|openxmlformats|oasis|apple)|x-iwork|x-mobipocket)/

export function mediaTypeOf(mimeType: string): MediaType {
  if (mimeType.startsWith('image/')) return 'image'
  if (mimeType.startsWith('video/')) return 'video'
  if (mimeType.startsWith('audio/')) return 'audio'
  if (mimeType === 'text/rtf' || DOCUMENTS.test(mimeType)) return 'document'
  if (mimeType.startsWith('text/') || mimeType === 'application/xml' || mimeType === 'application/json') return 'text'
  return 'other'
}

/** The type of a file by what it contains; its name and the header it came with have no say. */
export async function sniff(path: string, head?: Buffer): Promise<Sniffed> {
  const mimeType = (await detect(path, head ?? (await readHead(path)))) ?? UNKNOWN_MIME
  return { mimeType, type: mediaTypeOf(mimeType) }
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function detect(path: string, head: Buffer): Promise<string | null> {
  // The first kilobytes tell most types; what is inside a container may need a look further on.
  const first = await fileTypeFromBuffer(head).catch(() => undefined)
  const found = first && !CONTAINERS.has(first.mime) ? first : await fileTypeFromFile(path).catch(() => undefined)
  if (found && found.mime !== 'application/xml') return CANONICAL[found.mime] ?? found.mime
  // Readers accept a PDF that begins within the first kilobyte; so do people who send one.
  if (head.subarray(0, 1024).includes('%PDF-')) return 'application/pdf'
  return textType(head)
}

const CONTAINERS = new Set(['application/zip', 'application/x-cfb', 'application/xml', 'application/gzip', 'application/ogg'])

const CANONICAL: Record<string, string> = {
  'audio/vnd.wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'video/vnd.avi': 'video/x-msvideo',
}

/** The kinds of text that matter: those that a browser would run, those it would draw, and the rest. */
function textType(head: Buffer): string | null {
  const text = decodeText(head)
  if (text === null) return null
  const start = text
    .replace(/^\uFEFF/, '')
    .trimStart()
    .slice(0, 4096)
  const body = start.replace(/^(<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE\s+svg[^[>]*(\[[\s\S]*?\])?[^>]*>|\s)+/i, '')
  if (/^<([a-z]+:)?svg[\s>]/i.test(body)) return 'image/svg+xml'
  if (/^<(!doctype\s+html|html|head|body|script|iframe|meta|title|div|p|a|img|h1)\b/i.test(start)) return 'text/html'
  if (/^<\?xml|^<[a-z]/i.test(start)) return 'application/xml'
  if (/^\s*[[{]/.test(start) && /["\]}]/.test(start)) return 'application/json'
  if (start.startsWith('{\\rtf')) return 'application/rtf'
  return 'text/plain'
}

function decodeText(head: Buffer): string | null {
  if (head.length === 0) return null
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head)
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head)
  if (head.includes(0)) return null
  try {
    // The last character may be cut in two, hence a decoder that waits for more.
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    const printable = head.filter((byte) => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13).length
    return printable / head.length > 0.97 ? head.toString('latin1') : null
  }
}

/** What the ending of a name claims, or null where it claims nothing that can be checked. */
export function claimedType(fileName: string): { extension: string; type: MediaType } | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase()
  const mimeType = extension ? mimeTypes.lookup(extension) : false
  if (!extension || !mimeType) return null
  const type = mediaTypeOf(mimeType)
  return type === 'other' ? null : { extension, type }
}

/** Endings whose content is honestly of another kind: containers, old names and names shared by two formats. */
const SHARED_ENDINGS = new Set([
  'ts',
  'mts',
  'ai',
  'eps',
  'ogg',
  'ogx',
  'mp4',
  'm4a',
  'mov',
  '3gp',
  'webm',
  'asf',
  'wmv',
  'mkv',
  'svgz',
  'rm',
  'xmp',
  'xml',
  'pdf',
  'emf',
  'wmf',
])

/**
 * Whether a name says one kind of thing and the content is another. What cannot be recognised at all
 * is no contradiction: it is kept as a file of the type Other and never opened as what it claims.
 */
export function contradicts(fileName: string, sniffed: Sniffed): boolean {
  const claimed = claimedType(fileName)
  if (!claimed || sniffed.mimeType === UNKNOWN_MIME || claimed.type === sniffed.type) return false
  if (/^(image\/svg\+xml|text\/html)$/.test(sniffed.mimeType)) return claimed.type !== 'text'
  if (SHARED_ENDINGS.has(claimed.extension)) {
    return sniffed.type === 'text' || (sniffed.type === 'image' && ['pdf', 'mp4', 'mov', 'webm'].includes(claimed.extension))
  }
  if (claimed.type === 'document') return sniffed.type === 'image' || sniffed.type === 'video' || sniffed.type === 'audio'
  return true
}
