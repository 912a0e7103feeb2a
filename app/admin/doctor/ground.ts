import { access, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import filesConfig from '#config/files'
import env from '#start/env'
import { off, ok, problem, type Finding } from './finding.ts'

const GB = 1024 ** 3
const LOCAL = /^https?:\/\/(localhost|127\.|\[::1\])/

export function checkNode(): Finding {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? ok('Node.js', process.version)
    : problem('Node.js', `${process.version} is too old`, 'Start by npm scripts or `node ace`, which use the Node 24 that npm installed.')
}

export async function checkDataFolder(): Promise<Finding> {
  const { mode } = await stat(env.dataDir)
  await access(env.dataDir, 2)
  if ((mode & 0o007) !== 0) {
    return problem('data folder', `${env.dataDir} is open to every user of this machine`, `chmod 700 ${env.dataDir}`)
  }
  return ok('data folder', `${env.dataDir}, mode ${(mode & 0o777).toString(8)}`)
}

export async function checkKey(): Promise<Finding> {
  const file = join(env.dataDir, 'app.key')
  const found = await stat(file).catch(() => null)
  if (!found) return ok('app key', 'given by APP_KEY')
  if ((found.mode & 0o077) !== 0) return problem('app key', `${file} can be read by others`, `chmod 600 ${file}`)
  return ok('app key', `${file}, mode ${(found.mode & 0o777).toString(8)}`)
}

export async function checkSpace(): Promise<Finding> {
  const { bavail, bsize } = await statfs(env.dataDir)
  const free = `${((bavail * bsize) / GB).toFixed(1)} GB free at ${env.dataDir}`
  if (bavail * bsize < filesConfig.reservedBytes) {
    return problem('disk space', `${free}, so no file is taken in`, 'Make room, or move DATA_DIR to a larger disk.')
  }
  if (bavail * bsize < 5 * filesConfig.reservedBytes) return problem('disk space', free, 'Make room before uploads are refused.')
  return ok('disk space', free)
}

export function checkAddress(): Finding {
  if (LOCAL.test(env.appUrl)) {
    return off('address', `${env.appUrl}: links in mails work on this machine only`, 'Set APP_URL to the address people use.')
  }
  if (!env.appUrl.startsWith('https://')) {
    return problem('address', `${env.appUrl} is not encrypted`, 'Put a reverse proxy with TLS in front and set APP_URL=https://….')
  }
  if (env.trustProxy) return ok('address', `${env.appUrl}, behind a proxy`)
  return problem(
    'address',
    `${env.appUrl} is served by a proxy that is not trusted, so every visitor seems to come from it`,
    'Set TRUST_PROXY=true, and let only the proxy reach this port.'
  )
}

export async function checkInterface(): Promise<Finding> {
  const manifest = app.makePath('public/build/.vite/manifest.json')
  const isBuilt = await access(manifest).then(
    () => true,
    () => false
  )
  if (isBuilt) return ok('interface', 'styles and scripts are built')
  return problem('interface', 'styles and scripts are not built, so pages look bare', 'npm run build')
}
