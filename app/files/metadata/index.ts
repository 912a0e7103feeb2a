export { EmbeddedMetadataReader } from './embedded_metadata_reader.ts'
export type { EmbeddedMetadata } from './embedded_metadata.ts'
export { EmbeddedMetadataWriter, NotWritable, WRITER } from './embedded_metadata_writer.ts'
export { assignmentsOf, type WrittenMetadata } from './written_metadata.ts'
