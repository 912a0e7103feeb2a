export { EmbeddedMetadataReader } from './embedded_metadata_reader.ts'
export type { EmbeddedMetadata } from './embedded_metadata.ts'
