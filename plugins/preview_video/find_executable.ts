import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** The path of a program given by path or by name, as a shell would find it, or null. */
export async function findExecutable(program: string): Promise<string | null> {
  const found = promisify(execFile)('/bin/sh', ['-c', 'command -v -- "$1"', 'sh', program], { timeout: 5000 })
  return found.then(
    ({ stdout }) => stdout.trim() || null,
    () => null
  )
}
