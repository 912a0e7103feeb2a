export { Blob, type BlobState } from './models/blob.ts'
export { Rendition } from './models/rendition.ts'
export { MEDIA_TYPES, mediaTypeOf, sniff, type MediaType } from './media_type.ts'
export { cleanFileName, nameWithoutExtension } from './file_name.ts'
export { ReceiveFile, type ReceivedFile, type ReceiveLimits } from './actions/receive_file.ts'
export { StoreBlob } from './actions/store_blob.ts'
export { MakeRendition, findRendition, type StoredRendition } from './actions/make_rendition.ts'
export { THUMB, PREVIEW } from './recipes.ts'
export { blobKey, readStorageKey, renditionStorageKey } from './storage_keys.ts'
export { takeUploadForm } from './uploads/upload_form.ts'
export { isForm } from './uploads/parse_form.ts'
export { readMultipart, type MultipartUpload } from './uploads/multipart.ts'
export { registerUploadPurpose, type UploadMetadata, type UploadPurpose } from './uploads/purpose.ts'
export { TusUploads } from './uploads/tus_server.ts'
export { onBlobSettled, type Settled } from './settlement.ts'
export { holdsBlobs } from './references.ts'
export { COLOURS, MediaPool, type Colour } from './media/index.ts'
export {
  assignmentsOf,
  EmbeddedMetadataReader,
  EmbeddedMetadataWriter,
  NotWritable,
  WRITER,
  type EmbeddedMetadata,
  type WrittenMetadata,
} from './metadata/index.ts'
export { LocalCopy } from './local_copy.ts'
export { DigestBlob } from './jobs/digest_blob.ts'
export { CompleteBlob } from './jobs/complete_blob.ts'
export { CheckNewestRenditions } from './jobs/check_newest_renditions.ts'
export { TakeUpUnsettled } from './jobs/take_up_unsettled.ts'
export { ClearLeftovers } from './jobs/clear_leftovers.ts'
export { RenditionUnavailable, UnsupportedUploadType } from './errors.ts'
export { everyRow } from './integrity/rows.ts'
export { StorageClaim } from './integrity/storage_claim.ts'
export { CheckRenditions } from './integrity/check_renditions.ts'
export { CheckStorage, type StorageReport } from './integrity/check_storage.ts'
