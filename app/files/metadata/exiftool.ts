import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** exiftool within its limits of memory. */
export const LIMITED_EXIFTOOL = fileURLToPath(new URL('./limited_exiftool.sh', import.meta.url))

let asked: Promise<string | null> | undefined

/** Why exiftool cannot work here, or null. */
export function perlMissing(): Promise<string | null> {
  asked ??= promisify(execFile)('perl', ['-e', '1'], { timeout: 10_000 }).then(
    () => null,
    () => 'perl is not on this machine, so metadata inside files (EXIF, IPTC, XMP) is neither read nor written. Install perl.'
  )
  return asked
}
