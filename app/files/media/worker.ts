/*
 * The process in which files of strangers are decoded. It is started by MediaProcess, knows neither the
 * database nor the framework, and may be killed at any moment.
 */
import { Worker } from 'node:worker_threads'
import sharp from 'sharp'
import { PluginHost } from '#plugin_host'
import pluginsConfig from '#config/plugins'
import { Decoding } from './decoding.ts'
import { packError, type MediaReply, type MediaRequest } from './protocol.ts'

/** Loaders of libvips for the formats we take. Every other one stays shut: fewer parsers, fewer holes. */
const LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif', 'Svg']

/**
 * Ends this process and the programs it started when the parent is gone, even while a decoder
 * keeps the main thread busy for ever.
 */
const FAREWELL = `
  const parent = process.ppid
  setInterval(() => { if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL') }, 1000)
`

// One thread each, since these processes are as many as the cores.
sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) })

new Worker(FAREWELL, { eval: true, execArgv: [], env: {} }).unref()
// Not by exiting, which would wait for the decoder to finish.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'))

const decoding = PluginHost.load(pluginsConfig, { points: ['preview', 'export'] }).then((host) => new Decoding(host))
// A configuration that cannot be loaded is reported by the first job, not by a rejection that nobody handles.
decoding.catch(() => {})

process.on('message', (request: MediaRequest) => {
  const { id } = request
  decoding
    .then((ready) => ready.run(request, (facts) => reply({ id, kind: 'facts', facts })))
    .then((result) => reply({ id, kind: 'done', result, memory: process.memoryUsage.rss() }))
    .catch((error: unknown) => reply({ id, kind: 'failed', error: packError(error), memory: process.memoryUsage.rss() }))
})

function reply(message: MediaReply) {
  process.send?.(message)
}
