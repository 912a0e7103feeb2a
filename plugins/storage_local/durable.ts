import { mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes a folder's entries to disk: without it, a file that was renamed into it may be gone after a power cut. */
export async function syncFolder(folder: string) {
  await syncFile(folder)
}

export async function syncFile(path: string) {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes a folder and those above it, and sees that the new ones last. */
export async function makeFolder(folder: string) {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!first) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made))
}

/** Gives a synced file its final name. */
export async function moveInto(from: string, to: string) {
  await makeFolder(dirname(to))
  await rename(from, to)
  await syncFolder(dirname(to))
}
