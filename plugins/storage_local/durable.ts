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

/** Gives a file its final name. `lasting` sees that the name is there after a power cut too. */
export async function moveInto(from: string, to: string, { lasting = true } = {}) {
  const folder = dirname(to)
  try {
    await rename(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await makeFolder(folder)
    await rename(from, to)
  }
  if (lasting) await syncFolder(folder)
}
