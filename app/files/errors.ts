import { Problem } from '#core/http/index'
import type { MediaType } from './media_type.ts'

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`

export class FileMissing extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'file_missing',
      title: 'No file',
      detail: 'The upload carried no file. Send exactly one, in the multipart field "file".',
      errors: [{ field: 'file', message: 'Send one file.' }],
    })
  }
}

export class TooManyFiles extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'too_many_files',
      title: 'More than one file',
      detail: 'The upload carried more than one file. Send one file per request, in the field "file".',
      errors: [{ field: 'file', message: 'Send one file.' }],
    })
  }
}

export class FormTooLong extends Problem {
  constructor(limit: number) {
    super({
      status: 422,
      code: 'too_many_files',
      title: 'Too many files in one form',
      detail: `A form takes ${limit} files at a time. The rest was left out; send it in another form.`,
    })
  }
}

export class EmptyFile extends Problem {
  constructor(fileName: string) {
    super({
      status: 422,
      code: 'file_empty',
      title: 'The file is empty',
      detail: `"${fileName}" has no content (0 bytes). Check the file on your machine and upload it again.`,
    })
  }
}

export class FileTooLarge extends Problem {
  constructor(fileName: string, limit: number, type?: MediaType) {
    super({
      status: 413,
      code: 'file_too_large',
      title: 'The file is too large',
      detail: `"${fileName}" is larger than the ${megabytes(limit)} allowed for ${type ? `files of the type ${type}` : 'an upload'}. Choose a smaller file, or ask an administrator to raise the limit.`,
      headers: { Connection: 'close' },
    })
  }
}

export class TypeMismatch extends Problem {
  constructor(fileName: string, mimeType: string) {
    super({
      status: 422,
      code: 'type_mismatch',
      title: 'Name and content disagree',
      detail: `"${fileName}" contains ${mimeType}, which is not what its name says. Rename the file to what it is, or check where it came from.`,
    })
  }
}

export class UploadIncomplete extends Problem {
  constructor() {
    super({
      status: 400,
      code: 'upload_incomplete',
      title: 'The upload did not arrive in full',
      detail: 'The connection ended, or the form was damaged, before the whole file was here. Nothing was kept; upload it again.',
      headers: { Connection: 'close' },
    })
  }
}

export class UploadMalformed extends Problem {
  constructor(reason: string) {
    super({
      status: 400,
      code: 'upload_malformed',
      title: 'The upload could not be read',
      detail: `The request is not a readable multipart form (${reason}). Nothing was kept.`,
      headers: { Connection: 'close' },
    })
  }
}

export class StorageFull extends Problem {
  constructor(cause?: unknown) {
    super({
      status: 507,
      code: 'storage_full',
      title: 'No space left',
      detail:
        'The storage of this installation is full, so the file was not kept. Ask an administrator to make room, then upload it again.',
      headers: { Connection: 'close' },
      cause,
    })
  }
}

export class UnsupportedUploadType extends Problem {
  constructor() {
    super({
      status: 415,
      code: 'unsupported_media_type',
      title: 'Not a multipart form',
      detail: 'Send the file as multipart/form-data in the field "file", or use the resumable uploads at /api/v1/uploads.',
      headers: { Connection: 'close' },
    })
  }
}

export class RenditionUnavailable extends Problem {
  constructor(detail: string) {
    super({ status: 422, code: 'rendition_unavailable', title: 'No picture of this file', detail })
  }
}
