import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

export type Ran = { code: number; stdout: string; stderr: string }

/** Runs a command as an operator does: in a process of its own, against the installation of this test or another. */
export function ace(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }
    execFile(process.execPath, ['ace.js', ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

/** The same with `--json`, and its report. */
export async function aceJson<Report = Record<string, any>>(args: string[], env: Record<string, string> = {}) {
  const ran = await ace([...args, '--json'], env)
  if (!ran.stdout) throw new Error(`node ace ${args.join(' ')} answered nothing: ${ran.stderr}`)
  return { ...ran, report: JSON.parse(ran.stdout) as Report }
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'damson-admin-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
