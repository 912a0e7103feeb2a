import type { HttpContext } from '@adonisjs/core/http'
import ShieldMiddleware from '@adonisjs/shield/shield_middleware'

/** The routes of forms that carry files: their token lies in a body which is not read yet when the stack asks for it. */
const WITH_FILES = new Set(['uploads.store', 'tables.store'])

/** Whether the stack lets this form pass, because whoever reads it asks for its token before the first file. */
export function bringsTokenInBody({ route, request }: HttpContext): boolean {
  return WITH_FILES.has(route?.name ?? '') && request.is(['multipart']) !== null && request.input('_csrf') === undefined
}

/** Refuses as the stack would. */
export async function requireFormToken(ctx: HttpContext, token: string | undefined) {
  ctx.request.updateBody({ _csrf: token ?? ctx.request.header('x-csrf-token') ?? 'none' })
  const shield = await ctx.containerResolver.make(ShieldMiddleware)
  await shield.handle(ctx, async () => {})
}
