import { Problem } from '#core/http/index'

export class TableRefused extends Problem {
  constructor(reason: string, errors: { field: string; message: string }[] = []) {
    super({ status: 422, code: 'table_refused', title: 'This table cannot be read', detail: `${reason} Nothing was changed.`, errors })
  }
}

export class ImportStarted extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'import_started',
      title: 'Already carried out',
      detail: 'This table was carried out already. To take it back, reverse its operation; to change more, send a table again.',
    })
  }
}
