import {
  EXTENSION_POINTS,
  PluginError,
  SDK_VERSION,
  type AnyPlugin,
  type ExtensionPoint,
  type PreviewDecoder,
  type RenditionMaker,
  type SearchEngine,
  type Storage,
} from '@damson/sdk'
import type { Deadlines, InstanceConfig } from './config.ts'
import { Guard } from './guard.ts'
import { GuardedDecoder, GuardedMaker } from './guarded_media.ts'
import { GuardedSearch } from './guarded_search.ts'
import { GuardedStorage } from './guarded_storage.ts'

const MASK = '••••'

/** One configuration of a plugin that was loaded and whose options are right. */
export class LoadedInstance {
  storage?: Storage
  preview?: PreviewDecoder
  export?: RenditionMaker
  search?: SearchEngine
  /** Why it is off; null while it serves. */
  offBecause: string | null = null

  constructor(
    readonly name: string,
    readonly plugin: AnyPlugin,
    readonly points: ExtensionPoint[],
    private options: Record<string, unknown>,
    private guard: Guard
  ) {}

  /** Calls the factories. What is missing on this machine turns the instance off; what is broken is thrown. */
  async start(deadlines: Deadlines) {
    const given = { name: this.name, options: this.options }
    const { provides } = this.plugin
    try {
      for (const point of this.points) {
        const made = await this.guard.run(`the start of ${point}`, deadlines.call, () => provides[point]!(given))
        if (point === 'storage') this.storage = new GuardedStorage(made as Storage, this.guard, deadlines)
        if (point === 'preview') this.preview = new GuardedDecoder(made as PreviewDecoder, this.guard, deadlines)
        if (point === 'search') this.search = new GuardedSearch(made as SearchEngine, this.guard, deadlines)
        if (point === 'export') this.export = new GuardedMaker(made as RenditionMaker, this.guard, deadlines)
      }
    } catch (error) {
      if (!(error instanceof PluginError && error.code === 'unavailable')) throw error
      this.offBecause = error.message
    }
  }

  /** The options as people may see them. */
  shownOptions(): Record<string, unknown> {
    const secrets = new Set<string>(this.plugin.secrets ?? [])
    return Object.fromEntries(Object.entries(this.options).map(([key, value]) => [key, secrets.has(key) ? MASK : value]))
  }
}

/** Loads the plugin of an instance and checks what the operator wrote. Answers the instance or what is wrong. */
export async function loadInstance(name: string, config: InstanceConfig): Promise<LoadedInstance | string[]> {
  let plugin: AnyPlugin | null
  try {
    plugin = asPlugin(await config.plugin())
  } catch (error) {
    return [`instances.${name}.plugin cannot be loaded: ${messageOf(error)}`]
  }
  if (!plugin) return [`instances.${name}.plugin does not export a plugin by default: it must be made by definePlugin`]
  if (plugin.sdk !== SDK_VERSION) {
    return [`instances.${name}.plugin: "${plugin.name}" was made for version ${plugin.sdk} of the SDK; this is version ${SDK_VERSION}`]
  }
  const given = config.options ?? {}
  const guard = new Guard(name, secretValues(plugin, given))
  try {
    const options = await plugin.options.validate(given)
    const points = EXTENSION_POINTS.filter((point) => plugin.provides[point])
    return new LoadedInstance(name, plugin, points, options, guard)
  } catch (error) {
    return fieldErrors(error).map(({ field, message }) => guard.redact(`instances.${name}.options${field}: ${message}`))
  }
}

function asPlugin(loaded: unknown): AnyPlugin | null {
  const candidate = (loaded as { default?: unknown } | null)?.default ?? loaded
  const plugin = candidate as Partial<AnyPlugin> | null
  const isPlugin = typeof plugin?.name === 'string' && typeof plugin.provides === 'object' && typeof plugin.options?.validate === 'function'
  return isPlugin ? (plugin as AnyPlugin) : null
}

function secretValues(plugin: AnyPlugin, options: Record<string, unknown>): string[] {
  return (plugin.secrets ?? []).map((key) => options[key]).filter((value) => typeof value === 'string' && value.length > 0) as string[]
}

function fieldErrors(error: unknown): { field: string; message: string }[] {
  const { messages } = error as { messages?: { field?: string; message: string }[] }
  if (!Array.isArray(messages)) return [{ field: '', message: messageOf(error) }]
  return messages.map(({ field, message }) => ({ field: field ? `.${field}` : '', message }))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
