import { access, constants } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'

/** The path of a program given by path or by name, or null. */
export async function findExecutable(program: string): Promise<string | null> {
  const folders = program.includes('/') ? [''] : (process.env.PATH ?? '').split(delimiter)
  for (const folder of folders) {
    const path = folder ? join(folder, program) : resolve(program)
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false
    )
    if (found) return path
  }
  return null
}
