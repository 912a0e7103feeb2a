/** How one asset can be related to another: it is part of it, was made from it, is a variant of it, or is stacked with it. */
export const RELATION_KINDS = ['partOf', 'derivedFrom', 'variantOf', 'stack'] as const
export type RelationKind = (typeof RELATION_KINDS)[number]

/** More than these around one asset are a collection. */
export const MOST_RELATIONS = 100
