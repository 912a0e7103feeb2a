import type { Visitor } from '#identity'

/** What the gate has to know of an asset to decide about its bytes. */
export type Guarded = {
  id: string
  brandId: string
  isTrashed: boolean
  /** The circle of its folder, null where that is open to all. */
  circleId: string | null
}

/** Who wants bytes, and by which right. Links and tokens add their own kinds here. */
export type Claim = { kind: 'member'; visitor: Visitor }

export type Refusal = { allowed: false; reasons: string[] }

/** Proof that the gate was asked; only the gate can make one, and no bytes leave without one. */
export class Admission {
  readonly allowed = true
  readonly #assetId: string

  private constructor(assetId: string) {
    this.#assetId = assetId
  }

  get assetId() {
    return this.#assetId
  }

  /** For the gate alone. */
  static grant(key: symbol, assetId: string): Admission {
    if (key !== GATE) throw new Error('Only the delivery gate admits.')
    return new Admission(assetId)
  }
}

export type Verdict = Admission | Refusal

const GATE = Symbol('delivery gate')

/**
 * Decides alone whether these bytes may go to this visitor. Original, rendition, poster, HEAD, Range
 * and 304: everything asks here. Its rules are the table of docs/adr/0006-one-gate.md.
 */
export class DeliveryGate {
  decide(asset: Guarded, claim: Claim): Verdict {
    const reasons = this.#against(asset, claim)
    return reasons.length === 0 ? Admission.grant(GATE, asset.id) : { allowed: false, reasons }
  }

  #against(asset: Guarded, { visitor }: Claim): string[] {
    // A member with rights gets everything but the purged, which is no more: also drafts, private and trashed assets.
    return [
      ...(visitor.can('assets.view', asset.brandId) ? [] : ['The role of this person does not include assets of this brand.']),
      ...(visitor.isWithin(asset.circleId) ? [] : ['It is in a folder that is restricted to others.']),
    ]
  }
}
