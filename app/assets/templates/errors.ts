import { Problem } from '#core/http/index'

export class TemplateNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `There is a template called "${name}" for these brands already. Choose another name.`,
      errors: [{ field: 'name', message: 'Already used.' }],
    })
  }
}

export class TemplateOfOtherBrand extends Problem {
  constructor(name: string) {
    super({
      status: 422,
      code: 'template_of_other_brand',
      title: 'A template of another brand',
      detail: `The template "${name}" is not for assets of this brand. Choose one of this brand, or one of all.`,
      errors: [{ field: 'templateId', message: 'It is of another brand.' }],
    })
  }
}
