export { EmbeddedMetadataReader } from './embedded_metadata_reader.ts'
export type { EmbeddedMetadata, TagValue } from './embedded_metadata.ts'
