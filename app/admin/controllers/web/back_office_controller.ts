import type { HttpContext } from '@adonisjs/core/http'
import { Forbidden } from '#core/http/index'
import type { BackOffice } from '../../back_office/back_office.ts'
import { enter, filtersOf, officeOf, recordIdsOf, type Kind } from '../../back_office/entrance.ts'
import { officeRail } from '../../back_office/rail.ts'

/** Loaded when somebody first opens the back office: all that AdminJS brings along is as large as the rest of a web process. */
let opening: Promise<BackOffice> | undefined
function office(): Promise<BackOffice> {
  const open = async () => (await import('../../back_office/back_office.ts')).BackOffice.open()
  return (opening ??= open().catch((error: unknown) => {
    opening = undefined
    throw error
  }))
}

/** The pages of AdminJS, and the API behind them. Each asks at the entrance before AdminJS hears of it. */
export default class BackOfficeController {
  async index({ visitor, view }: HttpContext) {
    if (officeOf(visitor).length === 0) throw new Forbidden('use the back office')
    return view.render('admin/back_office', { current: null, rail: officeRail(visitor), ...(await (await office()).page(visitor)) })
  }

  /** The page of a list, a record or an action: the same document, in which AdminJS draws. */
  async show(ctx: HttpContext) {
    const { params, view, visitor } = ctx
    enter(visitor, wantedOf(ctx, false))
    const page = await (await office()).page(visitor)
    return view.render('admin/back_office', { current: params.resourceId, rail: officeRail(visitor), ...page })
  }

  /** What those pages ask for. */
  read(ctx: HttpContext) {
    return this.#handle(ctx, false)
  }

  /** What those pages change. */
  change(ctx: HttpContext) {
    return this.#handle(ctx, true)
  }

  async #handle(ctx: HttpContext, isChange: boolean) {
    const { params, request, visitor } = ctx
    const wanted = wantedOf(ctx, isChange)
    const declared = enter(visitor, wanted)
    const { recordIds, ...asked } = request.qs()
    const query =
      wanted.kind === 'bulk' ? { recordIds: recordIdsOf(recordIds) } : wanted.action === 'list' ? filtersOf(declared, asked) : {}
    const { resourceId, recordId } = params
    const payload = isChange ? (request.body() as Record<string, unknown>) : undefined
    const told = { params: { resourceId, recordId, action: wanted.action }, query, payload, method: isChange ? 'post' : 'get' } as const
    return (await office()).handle(`${wanted.kind}Action`, told, visitor)
  }
}

function wantedOf({ params, route }: HttpContext, isChange: boolean) {
  const kinds: [string, Kind][] = [
    ['/records/', 'record'],
    ['/bulk/', 'bulk'],
  ]
  const kind = kinds.find(([part]) => route!.pattern.includes(part))?.[1] ?? 'resource'
  return { resourceId: String(params.resourceId), kind, action: String(params.action ?? 'list'), isChange }
}
