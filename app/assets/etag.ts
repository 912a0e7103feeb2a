import { Problem } from '#core/http/index'

/** The revision comes first, so that If-Match can be read; the rest changes with what processing adds. */
export function etagOf(asset: { revision: number; updatedAt: string }): string {
  return `"${asset.revision}-${Date.parse(asset.updatedAt).toString(36)}"`
}

/** The revision that a caller has seen, or null where they do not say. */
export function revisionOf(ifMatch: string | undefined): number | null {
  if (!ifMatch || ifMatch.trim() === '*') return null
  const revision = /^(?:W\/)?"(\d+)(?:-[0-9a-z]+)?"$/.exec(ifMatch.trim())?.[1]
  if (revision) return Number(revision)
  throw new Problem({
    status: 412,
    code: 'unknown_etag',
    title: 'Unknown version',
    detail: 'The If-Match header is not an ETag that this asset was given out with. Load the asset again and use its ETag.',
  })
}
