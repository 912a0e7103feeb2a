import { Problem } from '#core/http/index'

/** How long a deleted asset can be brought back (S3-40). */
export const TRASH_DAYS = 30

export class DuplicateAsset extends Problem {
  constructor(
    fileName: string,
    readonly duplicateOf: { id: string; name: string }
  ) {
    super({
      status: 409,
      code: 'duplicate',
      title: 'Already in the library',
      detail: `"${fileName}" has the same content as "${duplicateOf.name}". Use that one, or upload it again and say that both are to be kept (duplicates=keep in a form, keepBoth=1 in the metadata of a resumable upload).`,
    })
  }

  toJSON() {
    return { ...super.toJSON(), duplicateOf: this.duplicateOf }
  }
}

export class ChangedMeanwhile extends Problem {
  constructor(fields: string[]) {
    super({
      status: 412,
      code: 'changed_meanwhile',
      title: 'Changed meanwhile',
      detail: `Since you opened this asset, ${fields.join(', ')} changed. Load it again, look at that change, and save yours if it still applies.`,
      errors: fields.map((field) => ({ field, message: 'Changed meanwhile.' })),
    })
  }
}

export class PublicAssetsStay extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'asset_is_public',
      title: 'Public assets cannot be deleted',
      detail: `"${name}" is public and may be in use. Set its availability to Internal or Automatic, then delete it.`,
    })
  }
}

export class NotFailed extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'not_failed',
      title: 'Nothing to retry',
      detail: `"${name}" has not failed, so there is nothing to process again.`,
    })
  }
}

export class NothingSelected extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'nothing_selected',
      title: 'Nothing selected',
      detail: 'An operation needs `ids` (1 to 10,000 of them) or a `query` that says which assets it is about.',
      errors: [{ field: 'ids', message: 'Name the assets, or give a query.' }],
    })
  }
}

export class NotReversible extends Problem {
  constructor(reason: string) {
    super({ status: 409, code: 'not_reversible', title: 'Cannot be undone', detail: reason })
  }
}

export class CannotMergeTags extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'cannot_merge_tags',
      title: 'These two cannot be one',
      detail: 'Only two different tags of one brand and one kind can be merged.',
      errors: [{ field: 'into', message: 'Name another tag of the same brand and kind.' }],
    })
  }
}

export class NothingToChange extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'nothing_to_change',
      title: 'Nothing to change',
      detail: 'An operation of the kind "edit" needs `changes`: fields to `set`, and lists to `add` to or `remove` from.',
      errors: [{ field: 'changes', message: 'Say what is to be changed.' }],
    })
  }
}

export class UnknownSearchWord extends Problem {
  constructor(typed: string, known: string[]) {
    super({
      status: 422,
      code: 'unknown_search_word',
      title: 'Not understood',
      detail: `"${typed}" in the search is not understood: there is no such word, or none of that value. Words are ${known.join(', ')}; put text with a colon in quotes.`,
      errors: [{ field: 'q', message: `"${typed}" is not understood.` }],
    })
  }
}

export class NoOrderByHand extends Problem {
  constructor() {
    const reason =
      'These assets have no order by hand. Ask for those of one collection, without those nested in it, or choose another order.'
    super({ status: 422, code: 'no_order_by_hand', title: 'No such order', detail: reason, errors: [{ field: 'sort', message: reason }] })
  }
}
