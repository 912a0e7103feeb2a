/*
 * Where objects lie in the storage. One level of 256 folders: each is soon there for good, so that storing a file
 * makes none, and none holds more than a file system lists with ease.
 */

const KEY = /^(?:blobs\/[0-9a-f]{2}\/([0-9a-f]{64})|renditions\/[0-9a-f]{2}\/([0-9a-f]{64})-([0-9a-f]{32}\.[a-z0-9]{2,5}))$/

export function blobKey(sha256: string): string {
  return `blobs/${sha256.slice(0, 2)}/${sha256}`
}

/** `file` names the rendition among those of the same bytes. */
export function renditionStorageKey(blobSha256: string, file: string): string {
  return `renditions/${blobSha256.slice(0, 2)}/${blobSha256}-${file}`
}

export function renditionFile(recipeKey: string, format: string): string {
  return `${recipeKey.slice(0, 32)}.${format}`
}

/** Which bytes an object belongs to, and which rendition of them it is; null for what this application did not name. */
export function readStorageKey(key: string): { sha256: string; file: string | null } | null {
  const [, blob, renditionOf, file] = KEY.exec(key) ?? []
  const sha256 = blob ?? renditionOf
  if (!sha256 || key !== (file ? renditionStorageKey(sha256, file) : blobKey(sha256))) return null
  return { sha256, file: file ?? null }
}
