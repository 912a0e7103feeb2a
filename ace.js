/*
 * The command line of Damson: `node ace <command>`.
 *
 * The project pins its own Node.js as a dependency. Whoever starts the command with an older one of
 * the system is handed over to it, so that `node ace` works the same everywhere.
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

if (Number(process.versions.node.split('.')[0]) < 24) {
  const require = createRequire(import.meta.url)
  const node = join(dirname(require.resolve('node/package.json')), 'bin', 'node')
  const { status, signal } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(signal ? 1 : (status ?? 1))
}

await import('@poppinss/ts-exec')
await import('./bin/console.ts')
