import { readFile } from 'node:fs/promises'
import type { PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import {
  LimitExceeded,
  NO_FACTS,
  Unreadable,
  type MediaContext,
  type MediaFacts,
  type MediaInput,
  type PreviewDecoder,
  type Raster,
  type RasterRequest,
} from '@damson/sdk'

/** Points of a page whose box is missing or absurd are drawn within these limits. */
const MAX_SCALE = 20
const MAX_EDGE = 8192

export class PdfDecoder implements PreviewDecoder {
  readonly maker = 'preview_pdf@1'

  accepts(mimeType: string): boolean {
    return mimeType === 'application/pdf'
  }

  describe(input: MediaInput, context: MediaContext): Promise<MediaFacts> {
    return withDocument(input, context, async (document) => {
      const pageCount = document.getPageCount()
      const size = pageCount > 0 ? document.getPage(0).getOriginalSize() : null
      return {
        ...NO_FACTS,
        width: size ? Math.round(size.originalWidth) : null,
        height: size ? Math.round(size.originalHeight) : null,
        pageCount,
      }
    })
  }

  raster(input: MediaInput, request: RasterRequest, context: MediaContext): Promise<Raster> {
    return withDocument(input, context, async (document) => {
      const index = request.page ?? 0
      const pageCount = document.getPageCount()
      if (pageCount === 0) throw new Unreadable('This PDF has no pages.')
      if (index >= pageCount) throw new Unreadable(`This PDF has ${pageCount} pages; there is no page ${index + 1}.`)
      const page = document.getPage(index)
      const { originalWidth, originalHeight } = page.getOriginalSize()
      const longEdge = Math.max(originalWidth, originalHeight, 1)
      // PDFium rounds down; half a pixel more keeps the edge that was asked for.
      const scale = Math.min((Math.min(request.longEdge, MAX_EDGE) + 0.5) / longEdge, MAX_SCALE)
      const { data, width, height } = await page.render({ scale, render: 'bitmap', renderFormFields: true })
      if (width < 1 || height < 1) throw new Unreadable('This page of the PDF has no size, so there is nothing to show.')
      return { pixels: data, width, height, channels: 4 }
    })
  }

  text(input: MediaInput, context: MediaContext): Promise<string> {
    return withDocument(input, context, async (document) => {
      const { textBytes, textPages } = context.limits
      const pageCount = Math.min(document.getPageCount(), textPages)
      let text = ''
      // A page object whose page was rendered cannot give its text any more, so each is taken anew.
      for (let index = 0; index < pageCount && Buffer.byteLength(text) < textBytes; index++) {
        text += `${document.getPage(index).getText()}\n`
      }
      return capped(tidy(text), textBytes)
    })
  }

  async check(): Promise<void> {
    await pdfium()
  }
}

let loading: Promise<PDFiumLibrary> | undefined

function pdfium(): Promise<PDFiumLibrary> {
  loading ??= import('@hyzyla/pdfium').then(({ PDFiumLibrary }) => PDFiumLibrary.init())
  return loading
}

async function withDocument<T>(input: MediaInput, context: MediaContext, work: (document: PDFiumDocument) => Promise<T>): Promise<T> {
  if (input.size > context.limits.pdfBytes) {
    throw new LimitExceeded(
      `This PDF has ${Math.round(input.size / 1e6)} MB; previews are made up to ${Math.round(context.limits.pdfBytes / 1e6)} MB. The original is kept and can be downloaded.`
    )
  }
  const library = await pdfium()
  let document: PDFiumDocument | undefined
  try {
    document = await library.loadDocument(await readFile(input.path))
    return await work(document)
  } catch (error) {
    throw explain(error)
  } finally {
    // Destroying a document that failed half-way may fail as well, and says nothing new.
    try {
      document?.destroy()
    } catch {
      loading = undefined
    }
  }
}

function explain(error: unknown): Error {
  if (error instanceof Unreadable || error instanceof LimitExceeded) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/password/i.test(message)) {
    return new Unreadable('This PDF is protected by a password, so its pages cannot be shown. Upload a copy without one.', error)
  }
  // A WebAssembly trap leaves the library in an unknown state.
  loading = undefined
  return new Unreadable('This PDF cannot be read: it is damaged or incomplete.', error)
}

/** Words as people would search for them: no control characters, no runs of blanks. */
function tidy(text: string): string {
  return text
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim()
}

function capped(text: string, bytes: number): string {
  const buffer = Buffer.from(text)
  return buffer.length <= bytes ? text : new TextDecoder().decode(buffer.subarray(0, bytes), { stream: true })
}
