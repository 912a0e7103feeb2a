import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'

const CORPUS = resolve(import.meta.dirname, '../../../shared/corpus')
const FOLDERS = [
  'photos-metadata-extractor',
  'photos-exif-samples',
  'photos-exifr',
  'photos-immich-assets',
  'images-sharp',
  'neardup-generated',
  'catalog-magento',
]

export type Photo = { name: string; bytes: Buffer }

/** So many different photographs: from the corpus of real ones beside the project, where it is there, else made. */
export async function photographs(count: number): Promise<Photo[]> {
  const found: Photo[] = []
  for (const folder of FOLDERS) {
    const entries = await readdir(join(CORPUS, folder), { recursive: true, withFileTypes: true }).catch(() => [])
    for (const entry of entries) {
      if (found.length >= count) return found
      const path = join(entry.parentPath, entry.name)
      if (!entry.isFile() || !/\.jpe?g$/i.test(entry.name) || (await stat(path)).size < 20_000) continue
      const bytes = await readFile(path)
      const readable = await sharp(bytes)
        .resize(480)
        .webp()
        .toBuffer()
        .catch(() => null)
      if (readable) found.push({ name: entry.name, bytes })
    }
  }
  while (found.length < count) {
    const noise = {
      create: {
        width: 2400,
        height: 1600,
        channels: 3 as const,
        background: '#888',
        noise: { type: 'gaussian' as const, mean: 128, sigma: 30 },
      },
    }
    found.push({ name: `made-${found.length}.jpg`, bytes: await sharp(noise).jpeg().toBuffer() })
  }
  return found
}

export async function asFiles(photos: Photo[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'damson-photos-'))
  return Promise.all(
    photos.map(async ({ bytes }, index) => {
      const path = join(folder, `${index}.jpg`)
      await writeFile(path, bytes)
      return path
    })
  )
}
