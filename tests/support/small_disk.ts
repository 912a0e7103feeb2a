import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of so many megabytes, in memory. */
export function smallDisk(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'damson-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' })
  const resize = (to: number) => execFileSync('mount', ['-o', `remount,size=${to}m`, folder])
  const remove = () => {
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, resize, remove }
}

/** Only root on Linux may, and not in every container. */
smallDisk.isPossible = () => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    smallDisk(1).remove()
    return true
  } catch {
    return false
  }
}
