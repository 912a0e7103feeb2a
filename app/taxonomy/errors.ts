import { Problem } from '#core/http/index'

/** How long a deleted tag can be brought back. */
export const KEPT_DAYS = 30

export class TagNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `"${name}" is the name or a synonym of another tag of this brand. Choose another name, or merge the two tags.`,
      errors: [{ field: 'name', message: 'Already used in this brand.' }],
    })
  }
}

export class TagPlaceRefused extends Problem {
  constructor(reason: string) {
    super({
      status: 422,
      code: 'place_refused',
      title: 'It cannot stand there',
      detail: reason,
      errors: [{ field: 'parentId', message: reason }],
    })
  }
}

export class UnknownTags extends Problem {
  constructor(names: string[]) {
    super({
      status: 422,
      code: 'unknown_tags',
      title: 'Not in the vocabulary',
      detail: `This brand takes only tags of its vocabulary. It has no ${names.map((name) => `"${name}"`).join(', ')}. Choose from /api/v1/tags, or ask who keeps the vocabulary.`,
      errors: names.map((name) => ({ field: 'tags', message: `"${name}" is not in the vocabulary.` })),
    })
  }
}

export class FieldKeyTaken extends Problem {
  constructor(key: string) {
    super({
      status: 409,
      code: 'key_taken',
      title: 'Key already used',
      detail: `The key "${key}" belongs to another field, perhaps of another brand or one deleted within ${KEPT_DAYS} days. Choose another key, or leave it out to get one made of the label.`,
      errors: [{ field: 'key', message: 'Already used.' }],
    })
  }
}

export class FieldInUse extends Problem {
  constructor(label: string) {
    super({
      status: 409,
      code: 'field_in_use',
      title: 'The kind stays',
      detail: `Some assets have a value in "${label}", so its kind cannot be changed. Make a new field, and delete this one when it is no longer needed.`,
      errors: [{ field: 'kind', message: 'Assets have values of this kind.' }],
    })
  }
}

export class FieldRefused extends Problem {
  constructor(errors: { field: string; message: string }[]) {
    super({
      status: 422,
      code: 'field_refused',
      title: 'This field cannot be',
      detail: errors.map(({ message }) => message).join(' '),
      errors,
    })
  }
}

/** Values given for custom fields that are not what these take. */
export class FieldValuesRefused extends Problem {
  constructor(errors: { field: string; message: string }[], code: 'field_values_refused' | 'field_required' | 'unknown_field') {
    super({
      status: 422,
      code,
      title: code === 'field_required' ? 'Required fields are empty' : 'Not what the fields take',
      detail: errors.map(({ message }) => message).join(' '),
      errors,
    })
  }
}

export class FieldNotYours extends Problem {
  constructor(key: string, label: string) {
    const message = `Your role does not let you write in "${label}".`
    super({
      status: 403,
      code: 'field_not_editable',
      title: 'Not allowed',
      detail: `${message} Leave it out, or ask an administrator.`,
      errors: [{ field: `fields.${key}`, message }],
    })
  }
}
