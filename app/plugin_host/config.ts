import type { ExtensionPoint } from '@damson/sdk'

/** A module whose default export was made by `definePlugin`, or the definition itself. */
export type PluginLoader = () => Promise<unknown>

export type InstanceConfig = {
  plugin: PluginLoader
  options?: Record<string, unknown>
}

/** Which instance serves what. Where a list is given, the first that accepts a file or recipe serves it. */
export type Bindings = {
  storage: string
  preview: string[]
  export: string[]
  /** Without one, the database itself searches. */
  search?: string
}

export type PluginsConfig = {
  instances: Record<string, InstanceConfig>
  bindings: Bindings
  deadlines?: Partial<Deadlines>
}

/** How long the host waits for a plugin, in milliseconds. */
export type Deadlines = {
  /** For anything that moves no file content. */
  call: number
  /** For storing, on top of the time that a slow disk needs for the size, and for taking in search documents. */
  put: number
  /** For decoding and making a rendition. */
  media: number
  /** For the answer to a search, after which the database answers instead. */
  search: number
}

export const DEADLINES: Deadlines = { call: 30_000, put: 60_000, media: 120_000, search: 1000 }

export function boundNames(bindings: Bindings, point: ExtensionPoint): string[] {
  const bound = bindings[point]
  return [bound ?? []].flat()
}

/** Gives config/plugins.ts its types. */
export function definePlugins(config: PluginsConfig): PluginsConfig {
  return config
}
