/*
 * The names of what is in an archive. They are only ever compared with these forms and taken apart;
 * none becomes a path. Every name tells the SHA-256 of its content, so each entry can be judged alone.
 */
export const MANIFEST = 'manifest.json'
export const CLOSING = 'closing.json'

export type Entry =
  | { kind: 'manifest' | 'closing' }
  | { kind: 'blob'; sha256: string }
  | { kind: 'rendition'; blobSha256: string; file: string; sha256: string }
  | { kind: 'rows'; table: string; number: number; sha256: string }

const HASH = '[0-9a-f]{64}'
const BLOB = new RegExp(`^blobs/(${HASH})$`)
const RENDITION = new RegExp(`^renditions/(${HASH})/([0-9a-f]{32}\\.[a-z0-9]{2,5})/(${HASH})$`)
const ROWS = new RegExp(`^tables/([a-z_]{1,60})/([0-9]{8})\\.(${HASH})\\.ndjson$`)

export const blobEntry = (sha256: string) => `blobs/${sha256}`
export const renditionEntry = (blobSha256: string, file: string, sha256: string) => `renditions/${blobSha256}/${file}/${sha256}`
export const rowsEntry = (table: string, number: number, sha256: string) =>
  `tables/${table}/${String(number).padStart(8, '0')}.${sha256}.ndjson`

/** What an entry of this name is; null for a name that no archive has. */
export function entryOf(name: string): Entry | null {
  if (name === MANIFEST) return { kind: 'manifest' }
  if (name === CLOSING) return { kind: 'closing' }
  const blob = BLOB.exec(name)
  if (blob) return { kind: 'blob', sha256: blob[1] }
  const rendition = RENDITION.exec(name)
  if (rendition) return { kind: 'rendition', blobSha256: rendition[1], file: rendition[2], sha256: rendition[3] }
  const rows = ROWS.exec(name)
  if (rows) return { kind: 'rows', table: rows[1], number: Number(rows[2]), sha256: rows[3] }
  return null
}
