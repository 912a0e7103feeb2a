import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import env from '#start/env'
import { ORIGIN, type DemoPicture } from './pictures.ts'

const run = promisify(execFile)

export type MadeFile = { path: string; fileName: string; title: string; description: string; keywords: string[] }

type Source = DemoPicture & { path: string }

/** Files of other kinds, made of the pictures while seeding, so that every type is in the demo. */
export async function makeFiles(folder: string, pictures: Source[]): Promise<MadeFile[]> {
  const made = [
    ...(await details(folder, pictures)),
    await contactSheet(folder, pictures),
    await pictureBook(folder, pictures),
    await colourCard(folder),
    await notes(folder, pictures),
    ...(await film(folder, pictures)),
    ...(await sound(folder)),
  ]
  return made
}

async function details(folder: string, pictures: Source[]): Promise<MadeFile[]> {
  return Promise.all(
    pictures.map(async (picture, index) => {
      const { width, height } = await sharp(picture.path).metadata()
      const portrait = index % 2 === 0
      const w = Math.round(width * (portrait ? 0.38 : 0.6))
      const h = Math.round(height * (portrait ? 0.62 : 0.42))
      const path = join(folder, `detail-${picture.package}.webp`)
      await sharp(picture.path)
        .extract({ left: Math.round((width - w) * 0.55), top: Math.round((height - h) * 0.45), width: w, height: h })
        .webp({ quality: 90 })
        .toFile(path)
      return {
        path,
        fileName: `${picture.name} (detail).webp`,
        title: `${picture.name}: a detail`,
        description: `A part of “${picture.title}”.`,
        keywords: [...picture.keywords.slice(0, 1), 'detail'],
      }
    })
  )
}

async function contactSheet(folder: string, pictures: Source[]): Promise<MadeFile> {
  const cell = { width: 480, height: 360, gap: 24 }
  const composite = await Promise.all(
    pictures.map(async ({ path }, index) => ({
      input: await sharp(path).resize(cell.width, cell.height, { fit: 'cover' }).toBuffer(),
      left: cell.gap + (index % 3) * (cell.width + cell.gap),
      top: cell.gap + Math.floor(index / 3) * (cell.height + cell.gap),
    }))
  )
  const path = join(folder, 'contact-sheet.png')
  const width = 3 * (cell.width + cell.gap) + cell.gap
  const height = 3 * (cell.height + cell.gap) + cell.gap
  await sharp({ create: { width, height, channels: 3, background: '#f4efe6' } })
    .composite(composite)
    .png()
    .toFile(path)
  return {
    path,
    fileName: 'Contact sheet.png',
    title: 'Contact sheet',
    description: 'All nine photographs on one sheet.',
    keywords: ['overview'],
  }
}

async function pictureBook(folder: string, pictures: Source[]): Promise<MadeFile> {
  const path = join(folder, 'picture-book.pdf')
  const book = new PDFDocument({ size: 'A4', margin: 56, info: { Title: 'Nine photographs', Author: 'Damson' } })
  const written = pipeline(book, createWriteStream(path))
  book.fontSize(30).text('Nine photographs', 56, 320).fontSize(12).moveDown().text(ORIGIN)
  for (const picture of pictures) {
    book.addPage().image(picture.path, { fit: [483, 560], align: 'center' })
    book.fontSize(15).text(picture.title, 56, 660).fontSize(11).moveDown(0.5).text(picture.description)
  }
  book.end()
  await written
  return {
    path,
    fileName: 'Nine photographs.pdf',
    title: 'Nine photographs',
    description: 'A small picture book of the photographs in this library.',
    keywords: ['book'],
  }
}

async function colourCard(folder: string): Promise<MadeFile> {
  const colours = ['#3d1535', '#6b2a5b', '#93487f', '#b56aa2', '#d79ac8', '#f4e9f1', '#c98a12', '#1f7a4d', '#2a5fb0']
  const cells = colours.map(
    (colour, index) =>
      `<rect x="${40 + (index % 3) * 200}" y="${40 + Math.floor(index / 3) * 140}" width="180" height="120" rx="10" fill="${colour}"/>`
  )
  const path = join(folder, 'colour-card.svg')
  await writeFile(
    path,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 500"><rect width="660" height="500" fill="#fbfafb"/>${cells.join('')}</svg>`
  )
  return {
    path,
    fileName: 'Colour card.svg',
    title: 'Colour card',
    description: 'The colours of a ripe damson, and three to go with them.',
    keywords: ['colour', 'brand'],
  }
}

async function notes(folder: string, pictures: Source[]): Promise<MadeFile> {
  const path = join(folder, 'captions.txt')
  await writeFile(path, pictures.map((picture) => `${picture.title}\n${picture.description}\n`).join('\n'))
  return {
    path,
    fileName: 'Captions.txt',
    title: 'Captions',
    description: 'The captions of the photographs, one after the other.',
    keywords: ['text'],
  }
}

/** Without ffmpeg there is no film and no sound, and the rest of the demo is as it is. */
async function film(folder: string, pictures: Source[]): Promise<MadeFile[]> {
  const path = join(folder, 'film.mp4')
  const shown = pictures.slice(0, 5)
  const inputs = shown.flatMap((picture) => ['-loop', '1', '-t', '3', '-i', picture.path])
  const scaled = shown.map(
    (_, index) => `[${index}:v]scale=1280:720:force_original_aspect_ratio=increase,crop=1280:720,setsar=1,fps=24,fade=in:0:12[v${index}]`
  )
  const joined = `${shown.map((_, index) => `[v${index}]`).join('')}concat=n=${shown.length}:v=1:a=0,format=yuv420p[v]`
  const made = await attempt('film', [
    '-y',
    ...inputs,
    '-filter_complex',
    [...scaled, joined].join(';'),
    '-map',
    '[v]',
    '-movflags',
    '+faststart',
    path,
  ])
  if (!made) return []
  return [
    {
      path,
      fileName: 'A walk through the archive.mp4',
      title: 'A walk through the archive',
      description: 'Five of the photographs, three seconds each.',
      keywords: ['film'],
    },
  ]
}

async function sound(folder: string): Promise<MadeFile[]> {
  const path = join(folder, 'chord.flac')
  const tones = [220, 277.18, 329.63].map((hertz) => `sin(2*PI*${hertz}*t)`).join('+')
  const made = await attempt('sound', ['-y', '-f', 'lavfi', '-i', `aevalsrc=0.2*(${tones})*exp(-t/3):d=8:s=44100`, path])
  if (!made) return []
  return [{ path, fileName: 'A major.flac', title: 'A major', description: 'A chord that fades away.', keywords: ['sound'] }]
}

async function attempt(what: string, args: string[]): Promise<boolean> {
  try {
    await run(env.ffmpegPath, ['-v', 'error', '-nostdin', ...args], { timeout: 60_000 })
    return true
  } catch (error) {
    console.log(`  no ${what}: ${(error as Error).message.split('\n')[0]}`)
    return false
  }
}
