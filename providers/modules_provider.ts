import type { ApplicationService } from '@adonisjs/core/types'
import env from '#start/env'
import { Jobs } from '#core/jobs/index'
import { requireForReadiness, watchForReadiness } from '#core/readiness'
import {
  assetUploads,
  countAssetsOf,
  EmptyTrash,
  FeedSearch,
  fillOwnSlots,
  ForgetDeletedFields,
  ForgetDeletedFolders,
  ForgetOldImports,
  handOverAssets,
  RecountMissing,
  ReindexField,
  ReindexTagged,
  RunOperation,
  searchBy,
  searchEngine,
  settleAssets,
  TakeUpOperations,
} from '#assets'
import { countCollectionsOf, fillAssetSlots, ForgetDeletedCollections, handOverCollections } from '#collections'
import {
  ClearLeftovers,
  CompleteBlob,
  DigestBlob,
  EmbeddedMetadataReader,
  EmbeddedMetadataWriter,
  holdsBlobs,
  MediaPool,
  onBlobSettled,
  registerUploadPurpose,
  TakeUpUnsettled,
  CheckNewestRenditions,
  TusUploads,
} from '#files'
import {
  ForgetExpiredSignIns,
  prepareInstallation,
  recogniseBearers,
  registerBrandContent,
  registerHandOver,
  SendResetLink,
} from '#identity'
import { PluginHost } from '#plugin_host'
import {
  countCampaignsOf,
  countCatalogsOf,
  countFoldersOf,
  ForgetDeletedCampaigns,
  ForgetDeletedCatalogs,
  ForgetDeletedTags,
} from '#taxonomy'
import { findToken } from '#tokens'

/** Wires the modules: which jobs there are, and who fills the slots that lower modules offer. */
export default class ModulesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    this.app.container.singleton(PluginHost, async () => PluginHost.load((await import('#config/plugins')).default))
    requireForReadiness('storage', async () => (await this.app.container.make(PluginHost)).storage().stat('readiness'))
    this.#chooseSearch()
    this.#registerMedia()
    recogniseBearers(findToken)
    registerUploadPurpose(assetUploads)
    onBlobSettled(settleAssets)
    holdsBlobs({ table: 'asset_versions', column: 'blob_id' })
    registerHandOver(handOverAssets)
    registerHandOver(handOverCollections)
    registerBrandContent(countAssetsOf)
    registerBrandContent(countCollectionsOf)
    registerBrandContent(countCatalogsOf)
    registerBrandContent(countCampaignsOf)
    registerBrandContent(countFoldersOf)
    fillOwnSlots()
    fillAssetSlots()
    this.app.container.singleton(TusUploads, () => new TusUploads())
    await this.#registerJobs()
  }

  async ready() {
    if (this.app.getEnvironment() !== 'web') return
    // What is wrong in config/plugins.ts is said now, not to the first person who uploads.
    await this.app.container.make(PluginHost)
    const { setupUrl } = await prepareInstallation()
    // On the console and not in the log, which may be kept and read by others.
    if (setupUrl) process.stdout.write(`\nDamson is new here. Set it up at\n\n  ${setupUrl}\n\n`)
  }

  /** The database itself searches, unless a plugin is bound to. */
  #chooseSearch() {
    if (env.search === 'sql') return
    searchBy(async () => (await this.app.container.make(PluginHost)).search()!)
    watchForReadiness('search', async () => (await searchEngine())!.check())
  }

  /** All own processes, which end with this one. */
  #registerMedia() {
    const closing = <T extends { close(): Promise<void> }>(owner: T): T => {
      this.app.terminating(() => owner.close())
      return owner
    }
    this.app.container.singleton(MediaPool, async (container) => closing(new MediaPool(await container.make(PluginHost))))
    this.app.container.singleton(EmbeddedMetadataReader, () => closing(new EmbeddedMetadataReader()))
    this.app.container.singleton(EmbeddedMetadataWriter, () => closing(new EmbeddedMetadataWriter()))
  }

  async #registerJobs() {
    const jobs = await this.app.container.make(Jobs)
    jobs.register(SendResetLink, DigestBlob, CompleteBlob, RunOperation, ReindexTagged, ReindexField, RecountMissing, FeedSearch)
    if (env.search !== 'sql') jobs.recur({ job: FeedSearch, everyMs: 2000 })
    jobs.recur({ job: ForgetExpiredSignIns, everyMs: 3600_000 })
    jobs.recur({ job: TakeUpUnsettled, everyMs: 15_000 })
    jobs.recur({ job: CheckNewestRenditions, everyMs: 600_000 })
    jobs.recur({ job: TakeUpOperations, everyMs: 15_000 })
    jobs.recur({ job: ForgetDeletedCollections, everyMs: 3600_000 })
    jobs.recur({ job: ForgetDeletedTags, everyMs: 3600_000 })
    jobs.recur({ job: ForgetDeletedCatalogs, everyMs: 3600_000 })
    jobs.recur({ job: ForgetDeletedCampaigns, everyMs: 3600_000 })
    jobs.recur({ job: ForgetOldImports, everyMs: 3600_000 })
    jobs.recur({ job: ForgetDeletedFolders, everyMs: 3600_000 })
    jobs.recur({ job: ForgetDeletedFields, everyMs: 3600_000 })
    jobs.recur({ job: EmptyTrash, everyMs: 3600_000 })
    jobs.recur({ job: ClearLeftovers, everyMs: 3600_000 })
  }
}
