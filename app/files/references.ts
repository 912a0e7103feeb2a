export type BlobReference = { table: string; column: string }

const references: BlobReference[] = []

/** A slot for those who hold on to blobs: what stands in this column is never collected. */
export function holdsBlobs(reference: BlobReference) {
  references.push(reference)
}

export function blobReferences(): readonly BlobReference[] {
  return references
}
