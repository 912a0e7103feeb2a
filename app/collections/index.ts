export { fillAssetSlots } from './fill_slots.ts'
export { handOverCollections } from './hand_over_collections.ts'
export { ForgetDeletedCollections } from './jobs/forget_deleted_collections.ts'
export { countCollectionsOf } from './queries/count_collections_of.ts'
