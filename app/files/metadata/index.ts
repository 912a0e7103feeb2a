// Stand-in so that the application boots until the reader lands here; to be replaced whole.
export type EmbeddedMetadata = {
  title: string | null
  description: string | null
  keywords: string[]
  creator: string | null
  copyright: string | null
  dateTaken: string | null
  camera: { make: string | null; model: string | null } | null
  lens: string | null
  gps: { latitude: number; longitude: number } | null
  orientation: number | null
  dpi: number | null
  colorSpace: string | null
  iccName: string | null
  width: number | null
  height: number | null
  durationSeconds: number | null
  groups: Record<string, Record<string, unknown>>
}

export class EmbeddedMetadataReader {
  read(path: string, mimeType: string): Promise<EmbeddedMetadata | null> {
    return Promise.resolve(path && mimeType ? null : null)
  }
}
