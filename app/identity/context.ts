import { Bouncer } from '@adonisjs/bouncer'
import { HttpContext } from '@adonisjs/core/http'
import { SignInNeeded } from './errors.ts'
import type { Visitor } from './visitor.ts'

const visitors = new WeakMap<HttpContext, Visitor | null>()

/** Says once and for all who is asking in this request; null is a guest. */
export function admit(ctx: HttpContext, visitor: Visitor | null) {
  visitors.set(ctx, visitor)
}

export function isAdmitted(ctx: HttpContext): boolean {
  return visitors.has(ctx)
}

HttpContext.getter('visitor', function (this: HttpContext) {
  const visitor = visitors.get(this)
  if (!visitor) throw new SignInNeeded()
  return visitor
})

HttpContext.getter('guest', function (this: HttpContext) {
  return !visitors.get(this)
})

HttpContext.getter('activeBrand', function (this: HttpContext) {
  return visitors.get(this)?.activeBrand ?? null
})

HttpContext.getter(
  'bouncer',
  function (this: HttpContext) {
    const bouncer = new Bouncer<Visitor>(() => visitors.get(this) ?? null)
    return bouncer.setContainerResolver(this.containerResolver)
  },
  true
)

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    /** Who is asking. Throws a 401 where nobody is signed in. */
    readonly visitor: Visitor
    /** Whether nobody is signed in. */
    readonly guest: boolean
    /** The id of the brand that pages are narrowed to; null is every brand that the visitor may see. */
    readonly activeBrand: string | null
    /** Asks policies about the visitor: `await bouncer.with(AssetPolicy).authorize('edit', asset)`. */
    readonly bouncer: Bouncer<Visitor>
  }
}
