import type { Actor } from '#core/activity/index'
import type { Permission } from './permissions.ts'

/** `activeBrandId` is the brand they chose last in the brand switcher, which they may have lost since. */
export type VisitingUser = { id: string; name: string; email: string; activeBrandId?: string | null }

/** A permission held everywhere (`brandId` null) or in one brand. */
export type Grant = { permission: Permission; brandId: string | null }

/** Whom a restricted place is open to; who is in it must be in the outer one too, if there is one. */
export type Circle = { id: string; brandId: string; outerId: string | null; isIn: boolean }

const EVERYWHERE = '*'

/**
 * Who is asking, and what they may do at this moment. With an API token it is the token's owner,
 * narrowed to the token's scopes.
 */
export class Visitor {
  readonly #brands = new Map<Permission, Set<string>>()
  /** The circles that are closed to this visitor, each with its brand. */
  readonly #closed = new Map<string, string>()

  constructor(
    readonly user: VisitingUser,
    readonly via: 'web' | 'api' | 'cli',
    /** The API token used, null for a person in a browser. */
    readonly tokenId: string | null,
    /** The sign-in of the browser, null for an API token. */
    readonly signInId: string | null,
    grants: Grant[],
    private readonly scopes: readonly string[] | null = null,
    /** Every circle that this person is not in, and every one that is within another. */
    circles: Circle[] = []
  ) {
    for (const { permission, brandId } of grants) {
      if (scopes && !scopes.includes(permission)) continue
      const brands = this.#brands.get(permission) ?? new Set<string>()
      this.#brands.set(permission, brands.add(brandId ?? EVERYWHERE))
    }
    const known = new Map(circles.map((circle) => [circle.id, circle]))
    for (const { id, brandId } of circles) {
      if (!this.can('folders.restrict', brandId) && !isOpen(id, known)) this.#closed.set(id, brandId)
    }
  }

  /** For `recordActivity`. */
  get actor(): Actor {
    return { id: this.user.id, via: this.via, tokenId: this.tokenId }
  }

  /** Whether the API token leaves this to its owner: for rights that no role gives. */
  isScopedTo(permission: Permission): boolean {
    return this.scopes === null || this.scopes.includes(permission)
  }

  /** Whether it is allowed in this brand; without a brand, whether it is allowed everywhere. */
  can(permission: Permission, brandId?: string | null): boolean {
    const brands = this.#brands.get(permission)
    if (!brands) return false
    return brands.has(EVERYWHERE) || (brandId ? brands.has(brandId) : false)
  }

  /** Whether it is allowed in at least one brand: for showing a button, never for acting. */
  canSomewhere(permission: Permission): boolean {
    return this.#brands.has(permission)
  }

  /** The brand that pages are narrowed to; null is all that this visitor may see. */
  get activeBrand(): string | null {
    const chosen = this.user.activeBrandId
    if (chosen && this.can('assets.view', chosen)) return chosen
    const seen = this.brandsWith('assets.view')
    return seen !== 'all' && seen.length === 1 ? seen[0]! : null
  }

  /** What this visitor may not see of restricted places; usually nothing. The one place that says so, with `isWithin`. */
  get closedCircles(): string[] {
    return [...this.#closed.keys()]
  }

  /** Whether they may see what is restricted to this circle, or to nobody in particular. */
  isWithin(circleId: string | null | undefined): boolean {
    return !circleId || !this.#closed.has(circleId)
  }

  /** Whether nothing of this brand, or of all that they see, is closed to them: then the kept numbers are theirs too. */
  seesWhole(brandId?: string | null): boolean {
    if (this.#closed.size === 0) return true
    return ![...this.#closed.values()].some((closed) => (brandId ? closed === brandId : this.can('assets.view', closed)))
  }

  /** Brands in which something is closed to them. */
  get brandsNotWhole(): string[] {
    return [...new Set(this.#closed.values())]
  }

  brandsWith(permission: Permission): 'all' | string[] {
    const brands = this.#brands.get(permission)
    if (!brands) return []
    return brands.has(EVERYWHERE) ? 'all' : [...brands]
  }
}

/** From the inside out; a circle that is not known is one that they are in and that is within no other. */
function isOpen(id: string | null, known: Map<string, Circle>): boolean {
  for (let at = id; at !== null;) {
    const circle = known.get(at)
    if (!circle) return true
    if (!circle.isIn) return false
    at = circle.outerId
  }
  return true
}
