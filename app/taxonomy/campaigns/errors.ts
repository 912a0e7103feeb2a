import { Problem } from '#core/http/index'

export class CampaignNameTaken extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'name_taken',
      title: 'Name already used',
      detail: `There is a campaign called "${name}" in this brand already. Choose another name.`,
      errors: [{ field: 'name', message: 'Already used in this brand.' }],
    })
  }
}

export class EndsBeforeStart extends Problem {
  constructor() {
    const message = 'A campaign ends on the day on which it starts or later.'
    super({ status: 422, code: 'ends_before_start', title: 'It would end first', detail: message, errors: [{ field: 'endsOn', message }] })
  }
}
