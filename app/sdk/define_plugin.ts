import type { PreviewDecoder } from './contracts/preview.ts'
import type { RenditionMaker } from './contracts/export.ts'
import type { SearchEngine } from './contracts/search.ts'
import type { Storage } from './contracts/storage.ts'

/** The version of these contracts. The host refuses a plugin made for another one. */
export const SDK_VERSION = 1

/** What each extension point asks a plugin to hand over. */
type Contracts = {
  storage: Storage
  preview: PreviewDecoder
  export: RenditionMaker
  search: SearchEngine
}

export type ExtensionPoint = keyof Contracts

export const EXTENSION_POINTS = ['storage', 'preview', 'export', 'search'] as const satisfies readonly ExtensionPoint[]

/** A compiled Vine schema, or anything else that answers the checked options or throws with `messages`. */
export type OptionsSchema<Options> = { validate(data: unknown): Promise<Options> }

/** One configuration of a plugin, as the operator named it in config/plugins.ts. */
export type PluginInstance<Options> = { name: string; options: Options }

export type Provides<Options> = {
  [Point in ExtensionPoint]?: (instance: PluginInstance<Options>) => Contracts[Point] | Promise<Contracts[Point]>
}

export type PluginDefinition<Options = unknown> = {
  /** Unique, snake_case, the same as the package or folder. */
  name: string
  /** The version of the contracts this plugin was made for: 1. */
  sdk: number
  /** Checked at start; the operator is told which field of which instance is wrong. */
  options: OptionsSchema<Options>
  /** Names of options that are never shown or logged. */
  secrets?: readonly (keyof Options & string)[]
  /**
   * A factory for each extension point. It must be quick and load what is heavy only when it is first
   * used, because every process of the installation calls it. It throws `Unavailable` when this machine lacks
   * what the plugin needs.
   */
  provides: Provides<Options>
}

/** A plugin whose options are known to itself only. */
export type AnyPlugin = PluginDefinition<Record<string, unknown>>

/** Describes a plugin. The result is the default export of its package. */
export function definePlugin<Options extends object>(definition: PluginDefinition<Options>): PluginDefinition<Options> {
  return definition
}
