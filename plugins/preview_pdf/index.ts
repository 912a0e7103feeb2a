import vine from '@vinejs/vine'
import { definePlugin } from '@damson/sdk'
import { PdfDecoder } from './pdf_decoder.ts'

/** Pages and text of PDF documents, by PDFium. */
export default definePlugin({
  name: 'preview_pdf',
  sdk: 1,
  options: vine.create({}),
  provides: { preview: () => new PdfDecoder() },
})
