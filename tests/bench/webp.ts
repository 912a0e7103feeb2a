import sharp from 'sharp'
import { figure, median, type Figure } from './figures.ts'
import type { Photo } from './photos.ts'

const EFFORTS = [2, 4] as const

/** What more effort would buy for thumbnails: bytes and fidelity against time. */
export async function webp(photos: Photo[]): Promise<Figure[]> {
  const sums = new Map<number, { bytes: number; ms: number; psnr: number[] }>(
    EFFORTS.map((effort) => [effort, { bytes: 0, ms: 0, psnr: [] }])
  )
  for (const { bytes } of photos.slice(0, 80)) {
    const { data, info } = await sharp(bytes)
      .rotate()
      .resize(480, 480, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { width: info.width, height: info.height, channels: info.channels }
    for (const effort of EFFORTS) {
      const sum = sums.get(effort)!
      const started = performance.now()
      const encoded = await sharp(data, { raw }).webp({ quality: 80, effort }).toBuffer()
      sum.ms += performance.now() - started
      sum.bytes += encoded.length
      sum.psnr.push(psnr(data, await sharp(encoded).removeAlpha().raw().toBuffer()))
    }
  }
  const [two, four] = [sums.get(2)!, sums.get(4)!]
  return [
    figure(
      'WebP effort 2 beside 4: time',
      `${two.ms.toFixed(0)} ms, PSNR ${median(two.psnr).toFixed(2)} dB`,
      `${four.ms.toFixed(0)} ms, PSNR ${median(four.psnr).toFixed(2)} dB`,
      two.ms / four.ms,
      '≤ 0.8'
    ),
    figure(
      'WebP effort 2 beside 4: bytes',
      `${(two.bytes / 1024).toFixed(0)} kB`,
      `${(four.bytes / 1024).toFixed(0)} kB`,
      two.bytes / four.bytes,
      '≤ 1.08'
    ),
  ]
}

function psnr(a: Buffer, b: Buffer): number {
  let squares = 0
  for (let index = 0; index < a.length; index += 1) squares += (a[index]! - b[index]!) ** 2
  return 10 * Math.log10(255 ** 2 / (squares / a.length))
}
