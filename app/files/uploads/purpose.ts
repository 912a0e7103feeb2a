import type { HttpContext } from '@adonisjs/core/http'
import type { ReceivedFile } from '../actions/receive_file.ts'

export type UploadMetadata = Record<string, string | null>

/** What an upload brought about, told to the uploader in the header `Damson-<Name>` as JSON. */
export type UploadResult = { header: string; value: object }

/**
 * A slot: what a resumable upload is for. Files takes in the bytes; the module that fills the slot
 * says who may start one, and what becomes of the file when it is here.
 */
export type UploadPurpose = {
  name: string
  /** Throws where this visitor may not begin such an upload. Runs before a byte is taken. */
  authorise: (ctx: HttpContext, metadata: UploadMetadata) => Promise<void>
  accept: (ctx: HttpContext, file: ReceivedFile, metadata: UploadMetadata) => Promise<UploadResult>
}

const purposes = new Map<string, UploadPurpose>()

export function registerUploadPurpose(purpose: UploadPurpose) {
  purposes.set(purpose.name, purpose)
}

export function uploadPurpose(name: string | null | undefined): UploadPurpose | undefined {
  return purposes.get(name ?? 'asset')
}
