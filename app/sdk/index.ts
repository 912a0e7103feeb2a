export { definePlugin, SDK_VERSION, EXTENSION_POINTS } from './define_plugin.ts'
export type { AnyPlugin, ExtensionPoint, OptionsSchema, PluginDefinition, PluginInstance, Provides } from './define_plugin.ts'
export { IndexMissing, LimitExceeded, ObjectMissing, PluginError, Unavailable, Unreadable } from './errors.ts'
export type { ByteRange, ObjectInfo, ObjectStat, Storage, StorageExpectation, StorageSource, StoredObject } from './contracts/storage.ts'
export type {
  ImageRecipe,
  MediaContext,
  MediaFacts,
  MediaInput,
  MediaLimits,
  Raster,
  RasterRequest,
  Recipe,
  RenderedFile,
} from './contracts/media.ts'
export { NO_FACTS } from './contracts/media.ts'
export type { PreviewDecoder } from './contracts/preview.ts'
export type { RenditionMaker } from './contracts/export.ts'
export type { SearchAnswer, SearchDocument, SearchEngine, SearchQuestion, SearchRebuild } from './contracts/search.ts'
