import { Problem } from '#core/http/index'

/** Deeper than this nobody finds their way, and every level is a row more per category. */
export const DEEPEST = 32

export class CatalogNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `There is a catalogue called "${name}" already. Choose another name.`,
      errors: [{ field: 'name', message: 'Already used.' }],
    })
  }
}

export class CategoryTaken extends Problem {
  constructor(name: string, code: string | null) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name or code already used',
      detail: code
        ? `"${name}" stands at this place already, or the code "${code}" belongs to another category of this catalogue. Choose others.`
        : `There is a category called "${name}" at this place already. Choose another name or place, or give it a code that tells the two apart.`,
      errors: [{ field: 'name', message: 'Already used at this place.' }],
    })
  }
}

export class CategoryPlaceRefused extends Problem {
  constructor(reason: string, field = 'parentId') {
    super({ status: 422, code: 'place_refused', title: 'It cannot stand there', detail: reason, errors: [{ field, message: reason }] })
  }
}

/** What is wrong with a file, row by row; nothing of it was taken. */
export class ImportRefused extends Problem {
  constructor(errors: { row: string; message: string }[], more = 0) {
    const rest = more > 0 ? ` ${more} more rows have errors.` : ''
    super({
      status: 422,
      code: 'import_refused',
      title: 'The file was not taken',
      detail: `Nothing was changed. ${errors
        .slice(0, 3)
        .map(({ row, message }) => `${row}: ${message}`)
        .join(' ')}${rest} Correct it and send the file again.`,
      errors: errors.map(({ row, message }) => ({ field: row, message })),
    })
  }
}

export class ImportTooLarge extends Problem {
  constructor(most: string) {
    super({
      status: 413,
      code: 'import_too_large',
      title: 'The file is too large',
      detail: `A file of categories holds at most ${most}. Send it in parts.`,
    })
  }
}

export class UnknownImportType extends Problem {
  constructor(given: string) {
    super({
      status: 415,
      code: 'unknown_import_type',
      title: 'Not a type that is taken',
      detail: `Categories come as text/csv or application/json, not as ${given || 'a body without Content-Type'}.`,
    })
  }
}
