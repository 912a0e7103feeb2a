import { readdirSync, readFileSync } from 'node:fs'

/** The process group of every process that was met; a process keeps its group. */
const groups = new Map<number, number>()

/**
 * Resident memory, in bytes, of all processes of a group. 0 where the system does not tell (only Linux does). Called ten
 * times a second, so it asks about a process that is none of ours only once.
 */
export function memoryUse(group: number): number {
  let total = 0
  for (const pid of processes()) {
    if (pid === group || groupOf(pid) === group) total += residentBytes(pid)
  }
  return total
}

function processes(): Set<number> {
  const present = new Set<number>()
  try {
    for (const name of readdirSync('/proc')) if (name[0]! >= '1' && name[0]! <= '9') present.add(Number(name))
  } catch {
    return present
  }
  for (const pid of groups.keys()) if (!present.has(pid)) groups.delete(pid)
  return present
}

function groupOf(pid: number): number {
  const known = groups.get(pid)
  if (known !== undefined) return known
  // The name of the program, in brackets, may hold blanks and brackets; the fields after it do not.
  const stat = read(`/proc/${pid}/stat`)
  const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2] ?? 0)
  groups.set(pid, group)
  return group
}

function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
