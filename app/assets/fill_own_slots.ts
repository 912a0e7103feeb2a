import app from '@adonisjs/core/services/app'
import { Jobs } from '#core/jobs/index'
import { campaignsFacet } from './campaigns/campaigns_facet.ts'
import { campaignsFilter } from './campaigns/campaigns_filter.ts'
import { followAssetsWithCampaigns } from './campaigns/follow_assets_with_campaigns.ts'
import { categoriesFacet } from './categories/categories_facet.ts'
import { categoriesFilter } from './categories/categories_filter.ts'
import { followAssetsWithCategories } from './categories/follow_assets_with_categories.ts'
import { addLibraryPart } from './controllers/web/library_parts.ts'
import { relationChooser, relationsPart } from './relations/relations_part.ts'
import { expertFilter } from './expert/expert_filter.ts'
import { NAMED_WORDS } from './expert/named_words.ts'
import { OWN_WORDS } from './expert/own_words.ts'
import { addSearchWord } from './expert/search_words.ts'
import { followTags, keepFieldValues } from '#taxonomy'
import { addFacet, addFacetFamily } from './facets/facets.ts'
import { fieldKeeper } from './fields/field_keeper.ts'
import { fieldsFacets } from './fields/fields_facet.ts'
import { fieldsFilter } from './fields/fields_filter.ts'
import { followAssetsWithFolders } from './folders/follow_assets_with_folders.ts'
import { foldersFacet } from './folders/folders_facet.ts'
import { foldersFilter } from './folders/folders_filter.ts'
import { followAssets } from './followers.ts'
import { addBelonging } from './moving/belongings.ts'
import { OWN_BELONGINGS } from './moving/own_belongings.ts'
import { restrictionScreen } from './folders/restriction_screen.ts'
import { addActivityScreen } from './queries/activity_screens.ts'
import { addAssetFilter } from './queries/added_filters.ts'
import { followAssetsWithTags } from './tags/follow_assets_with_tags.ts'
import { ReindexTagged } from './tags/reindex_tagged.ts'
import { tagsFacet } from './tags/tags_facet.ts'
import { tagsFilter } from './tags/tags_filter.ts'

/** What the rooms of this module add to lists, facets and lives of assets, by the slots that others use too. */
export function fillOwnSlots() {
  addAssetFilter(expertFilter)
  addSearchWord(...OWN_WORDS, ...NAMED_WORDS)
  addAssetFilter(tagsFilter)
  addAssetFilter(categoriesFilter)
  addAssetFilter(campaignsFilter)
  addLibraryPart('details', relationsPart)
  addLibraryPart('floating', relationChooser)
  addAssetFilter(foldersFilter)
  addActivityScreen(restrictionScreen)
  addFacet(tagsFacet)
  addFacet(categoriesFacet)
  addFacet(campaignsFacet)
  addFacet(foldersFacet)
  addAssetFilter(fieldsFilter)
  addFacetFamily(fieldsFacets)
  keepFieldValues(fieldKeeper)
  followAssets(followAssetsWithTags)
  followAssets(followAssetsWithCategories)
  followAssets(followAssetsWithCampaigns)
  followAssets(followAssetsWithFolders)
  for (const belonging of OWN_BELONGINGS) addBelonging(belonging)
  followTags(async (trx, tagId) => {
    const jobs = await app.container.make(Jobs)
    await jobs.dispatch(ReindexTagged, { tagId }, { trx })
  })
}
