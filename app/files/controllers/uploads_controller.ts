import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { TusUploads } from '../uploads/tus_server.ts'

/** The verbs of tus 1.0, each handed to its server as it came. */
@inject()
export default class UploadsController {
  constructor(private uploads: TusUploads) {}

  handle(ctx: HttpContext) {
    return this.uploads.handle(ctx)
  }
}
