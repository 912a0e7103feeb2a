import {
  EXTENSION_POINTS,
  type ExtensionPoint,
  type PreviewDecoder,
  type Recipe,
  type RenditionMaker,
  type SearchEngine,
  type Storage,
} from '@damson/sdk'
import { boundNames, DEADLINES, type PluginsConfig } from './config.ts'
import { PluginConfigInvalid } from './errors.ts'
import { loadInstance, type LoadedInstance } from './instance.ts'

export type InstanceStatus = {
  instance: string
  plugin: string
  points: ExtensionPoint[]
  status: 'ready' | 'off'
  /** Why it is off. */
  reason: string | null
  /** Secrets are masked. */
  options: Record<string, unknown>
}

export type InstanceCheck = {
  instance: string
  plugin: string
  points: ExtensionPoint[]
  outcome: 'ok' | 'off' | 'failed'
  detail: string | null
  milliseconds: number
}

type LoadOptions = {
  /** Only instances that are bound to one of these. A process that decodes media has no business with storages. */
  points?: ExtensionPoint[]
}

/** Hands out what plugins provide, as config/plugins.ts binds it, behind guards. */
export class PluginHost {
  /** Use `PluginHost.load`. */
  constructor(
    private loaded: Map<string, LoadedInstance>,
    private config: PluginsConfig
  ) {}

  /** Loads every instance and checks its options. Throws `PluginConfigInvalid` with all that is wrong. */
  static async load(config: PluginsConfig, { points }: LoadOptions = {}): Promise<PluginHost> {
    const wanted = points && new Set(points.flatMap((point) => boundNames(config.bindings, point)))
    const entries = Object.entries(config.instances).filter(([name]) => !wanted || wanted.has(name))
    const results = await Promise.all(entries.map(([name, instance]) => loadInstance(name, instance)))
    const loaded = new Map<string, LoadedInstance>()
    const problems: string[] = []
    for (const result of results) {
      if (Array.isArray(result)) problems.push(...result)
      else loaded.set(result.name, result)
    }
    problems.push(...bindingProblems(config, loaded, points ?? [...EXTENSION_POINTS]))
    if (problems.length > 0) throw new PluginConfigInvalid(problems)
    const deadlines = { ...DEADLINES, ...config.deadlines }
    for (const instance of loaded.values()) await instance.start(deadlines)
    return new PluginHost(loaded, config)
  }

  storage(): Storage {
    const instance = this.loaded.get(this.config.bindings.storage)
    if (!instance?.storage) {
      throw new PluginConfigInvalid([`bindings.storage: "${this.config.bindings.storage}" is off: ${instance?.offBecause}`])
    }
    return instance.storage
  }

  /** The decoder for a type, or null where none is bound or it is off. */
  previewFor(mimeType: string): PreviewDecoder | null {
    return this.#bound('preview').find((instance) => instance.preview?.accepts(mimeType))?.preview ?? null
  }

  makerFor(recipe: Recipe): RenditionMaker | null {
    return this.#bound('export').find((instance) => instance.export?.accepts(recipe))?.export ?? null
  }

  /** The engine that searches in the stead of the database, or null where none is bound. Why it is off is said where it is. */
  search(): SearchEngine | null {
    const [instance] = this.#bound('search')
    if (instance?.offBecause) throw new PluginConfigInvalid([`bindings.search: "${instance.name}" is off: ${instance.offBecause}`])
    return instance?.search ?? null
  }

  instances(): InstanceStatus[] {
    return [...this.loaded.values()].map((instance) => ({
      instance: instance.name,
      plugin: instance.plugin.name,
      points: instance.points,
      status: instance.offBecause === null ? 'ready' : 'off',
      reason: instance.offBecause,
      options: instance.shownOptions(),
    }))
  }

  /** Tries every instance, or one, for real: a storage by a round trip, a decoder and a maker by what they depend on. */
  check(only?: string): Promise<InstanceCheck[]> {
    const wanted = [...this.loaded.values()].filter(({ name }) => only === undefined || name === only)
    return Promise.all(wanted.map((instance) => checkOne(instance)))
  }

  #bound(point: ExtensionPoint): LoadedInstance[] {
    return boundNames(this.config.bindings, point).flatMap((name) => this.loaded.get(name) ?? [])
  }
}

async function checkOne(instance: LoadedInstance): Promise<InstanceCheck> {
  const { name, plugin, points } = instance
  const base = { instance: name, plugin: plugin.name, points }
  if (instance.offBecause) return { ...base, outcome: 'off', detail: instance.offBecause, milliseconds: 0 }
  const begun = performance.now()
  try {
    for (const provided of [instance.storage, instance.preview, instance.export, instance.search]) await provided?.check?.()
    return { ...base, outcome: 'ok', detail: null, milliseconds: Math.round(performance.now() - begun) }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { ...base, outcome: 'failed', detail, milliseconds: Math.round(performance.now() - begun) }
  }
}

function bindingProblems(config: PluginsConfig, loaded: Map<string, LoadedInstance>, points: ExtensionPoint[]): string[] {
  return points.flatMap((point) =>
    boundNames(config.bindings, point).flatMap((name) => {
      if (!Object.hasOwn(config.instances, name)) return [`bindings.${point}: there is no instance "${name}"`]
      const instance = loaded.get(name)
      if (!instance || instance.points.includes(point)) return []
      return [`bindings.${point}: "${name}" (${instance.plugin.name}) does not provide ${point}`]
    })
  )
}
