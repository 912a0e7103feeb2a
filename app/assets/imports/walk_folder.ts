import { opendir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The files of a folder and of those in it, as paths relative to it, in the order of their names. Links
 * are not followed, since they may lead out of the folder or round in circles; hidden files stay out.
 */
export async function* walkFolder(root: string, below = ''): AsyncGenerator<string> {
  const entries = await Array.fromAsync(await opendir(join(root, below)))
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    const path = join(below, entry.name)
    if (entry.isDirectory()) yield* walkFolder(root, path)
    else if (entry.isFile()) yield path
  }
}
