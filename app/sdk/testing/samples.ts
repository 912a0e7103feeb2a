import type { MediaContext } from '../contracts/media.ts'

const MB = 1024 * 1024

/** A context with the limits of a plain installation. `workDir` must exist. */
export function testContext(workDir: string): MediaContext {
  return {
    workDir,
    limits: {
      pixels: 100_000_000,
      heavyPixels: 50_000_000,
      svgBytes: 10 * MB,
      pdfBytes: 500 * MB,
      textPages: 1000,
      textBytes: MB,
      seconds: 30,
    },
  }
}

/** Pixels with a gradient and an opaque alpha channel, for makers to work from. */
export function drawnPixels(width: number, height: number) {
  const pixels = new Uint8Array(width * height * 4)
  for (let index = 0; index < width * height; index++) {
    pixels.set([index % 256, (index >> 4) % 256, 120, 255], index * 4)
  }
  return { pixels, width, height, channels: 4 as const }
}
