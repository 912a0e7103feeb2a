import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import { toProblem } from '#core/http/exception_handler'
import { requireFormToken } from '#core/http/form_token'
import { isForm, takeUploadForm } from '#files'
import { CheckImport } from '../../metadata_imports/check_import.ts'
import { KEYS, WRITTEN_COLUMNS } from '../../metadata_imports/columns.ts'
import { FindImport } from '../../metadata_imports/find_import.ts'
import { toImportJson } from '../../metadata_imports/metadata_import.ts'
import AssetPolicy from '../../policies/asset_policy.ts'
import { FindOperation } from '../../queries/find_operation.ts'

const SHOWN = 100

/** A table is sent, looked at, and carried out, by plain pages. */
export default class MetadataImportsController {
  async index({ bouncer, visitor, view, session }: HttpContext) {
    await bouncer.with(AssetPolicy).authorize('editSome')
    const { data } = await new FindImport().list(visitor, { limit: 20 })
    const problem = session.flashMessages.get('importProblem') as string | undefined
    return view.render('assets/imports/index', { imports: data, keys: KEYS, columns: WRITTEN_COLUMNS, problem })
  }

  async store(ctx: HttpContext) {
    const { bouncer, request, response, session, visitor } = ctx
    await bouncer.with(AssetPolicy).authorize('editSome')
    if (!isForm(request.request)) return response.redirect().toPath('/metadata-imports')
    const [outcome] = await takeUploadForm<{ id: string } | { problem: string }>(request.request, {
      begin: ({ _csrf }) => requireFormToken(ctx, _csrf),
      accept: async (file) => {
        try {
          return { id: (await new CheckImport().handle(visitor, file.fileName, createReadStream(file.path))).id }
        } finally {
          await rm(file.path, { force: true })
        }
      },
      refuse: (_fileName, error) => ({ problem: toProblem(error, ctx).detail }),
    })
    if (outcome && 'id' in outcome) return response.redirect().toPath(`/metadata-imports/${outcome.id}`)
    session.flash('importProblem', outcome?.problem ?? null)
    return response.redirect().toPath('/metadata-imports')
  }

  async show({ params, request, view, visitor }: HttpContext) {
    const found = await new FindImport().handle(visitor, params.id)
    const only = request.input('only') === 'refusals' ? ('refusals' as const) : ('changes' as const)
    const cursor = Math.max(0, Number(request.input('cursor')) || 0)
    const rows = await new FindImport().rows(visitor, found, { only, cursor, limit: SHOWN })
    const operation = found.operationId ? await new FindOperation().handle(visitor, found.operationId).catch(() => null) : null
    return view.render('assets/imports/one', { found: toImportJson(found), only, rows: rows.data, next: rows.meta.next, operation })
  }
}
