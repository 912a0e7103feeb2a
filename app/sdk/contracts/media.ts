/** A file on this machine to be decoded: its type was found by its content; the path was made by the application. */
export type MediaInput = { path: string; mimeType: string; size: number }

/**
 * What a file is, technically. Null where it does not apply or the file does not say.
 *
 * - `width`, `height`: pixels as displayed, after `orientation` or a video's rotation was applied; for PDFs and
 *   SVGs points and user units.
 * - `orientation`: the EXIF value 1 to 8 found in the file.
 * - `durationSeconds`, `frameRate`: fractions allowed.
 * - `dpi`: pixels per inch along the width.
 * - `colorSpace`: `srgb`, `cmyk`, `b-w`, `rgb16`, `lab` …; `iccName`: the description of the embedded profile.
 * - codecs: the short names of ffmpeg, such as `h264` and `aac`.
 */
export type MediaFacts = {
  width: number | null
  height: number | null
  orientation: number | null
  pageCount: number | null
  durationSeconds: number | null
  videoCodec: string | null
  audioCodec: string | null
  frameRate: number | null
  dpi: number | null
  colorSpace: string | null
  iccName: string | null
  hasAlpha: boolean | null
  isAnimated: boolean | null
}

export const NO_FACTS: MediaFacts = Object.freeze({
  width: null,
  height: null,
  orientation: null,
  pageCount: null,
  durationSeconds: null,
  videoCodec: null,
  audioCodec: null,
  frameRate: null,
  dpi: null,
  colorSpace: null,
  iccName: null,
  hasAlpha: null,
  isAnimated: null,
})

export type MediaLimits = {
  /** Pixels of a decoded picture. */
  pixels: number
  /** Pixels of one whose decoder needs several times the memory (AVIF and its kin). */
  heavyPixels: number
  /** Bytes of a vector drawing. */
  svgBytes: number
  /** Bytes of a PDF, which is held in memory. */
  pdfBytes: number
  /** Pages that are read for their text. */
  textPages: number
  /** Bytes of text that are kept. */
  textBytes: number
  /** Seconds for a decoder to give up by itself, before it is killed. */
  seconds: number
}

export type MediaContext = {
  /** A folder for temporary files, emptied when the call is over. */
  workDir: string
  limits: MediaLimits
}

export type RasterRequest = {
  /** The longest edge in pixels that will be needed; a decoder may give more. */
  longEdge: number
  /** From 0. A page that does not exist is `Unreadable`. */
  page?: number
  /** Where in a video, instead of the frame that represents it best. */
  atSeconds?: number
}

/**
 * A picture for makers to work from: a file in a format that sharp reads (the input itself, where it is one), or
 * pixels, 8 bits per channel in sRGB, row by row without padding.
 */
export type Raster =
  | {
      path: string
      mimeType: string
      page?: number
      /** Dots per inch to draw a vector file with. */
      density?: number
      /** Where the pixel limit of this file differs from `limits.pixels`. */
      pixelLimit?: number
    }
  | { pixels: Uint8Array; width: number; height: number; channels: 1 | 3 | 4 }

/**
 * How an image rendition is made. `fit` as in CSS: `inside` shrinks to fit and never enlarges, `cover` fills and crops,
 * `contain` fits and pads with `background`. With one of `width` and `height` the other follows.
 */
export type ImageRecipe = {
  kind: 'image'
  /** Pixels, from 1. */
  width?: number
  height?: number
  fit: 'inside' | 'cover' | 'contain'
  format: 'webp' | 'jpeg' | 'png' | 'avif'
  /** 1 to 100; without meaning for png. */
  quality: number
  /** How hard the encoder tries: 0 to 6 for webp, 0 to 9 for avif, 1 to 10 for png. */
  effort?: number
  /** From 0. */
  page?: number
  /** A CSS colour put behind transparent parts and into padding. Without it: white for jpeg, else transparent. */
  background?: string
}

export type Recipe = ImageRecipe

/** A file that was made: `size` in bytes, `width` and `height` in pixels. */
export type RenderedFile = { path: string; mimeType: string; width: number; height: number; size: number }
