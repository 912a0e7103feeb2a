import { Problem } from '#core/http/index'

export class SignInNeeded extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'sign_in_needed',
      title: 'Sign in first',
      detail: 'This address is for people who are signed in. Sign in, or send an API token as "Authorization: Bearer dam_…".',
      headers: { 'WWW-Authenticate': 'Bearer' },
    })
  }
}

export class BadToken extends Problem {
  constructor() {
    super({
      status: 401,
      code: 'bad_token',
      title: 'The API token is not valid',
      detail:
        'The API token of this request is unknown, revoked or expired, or its owner may not sign in. Make a new one on your account page.',
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    })
  }
}

export class NeedsAPerson extends Problem {
  constructor(what: string) {
    super({
      status: 403,
      code: 'needs_a_person',
      title: 'A program may not do this',
      detail: `An API token cannot ${what}: whoever holds one could widen or hide its use. Sign in with a browser to do it.`,
    })
  }
}

/** One text for an unknown address, a wrong password and a disabled account: it tells nobody who has an account. */
export class WrongCredentials extends Problem {
  constructor() {
    super({
      status: 422,
      code: 'wrong_credentials',
      title: 'That did not work',
      detail: 'The e-mail address or the password is not right. Check both and try again.',
    })
  }
}

export class TooManyTries extends Problem {
  constructor(what: string, seconds: number) {
    const minutes = Math.max(1, Math.ceil(seconds / 60))
    super({
      status: 429,
      code: 'too_many_tries',
      title: 'Too many tries',
      detail: `There were too many tries to ${what}. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then try again.`,
      headers: { 'Retry-After': String(Math.max(1, seconds)) },
    })
  }
}

export class TooManyAtOnce extends Problem {
  constructor() {
    super({
      status: 503,
      code: 'busy',
      title: 'Busy',
      detail: 'Very many people sign in at this moment. Try again in a few seconds.',
      headers: { 'Retry-After': '5' },
    })
  }
}

/** A value that a person can put right in the form. */
export class FieldProblem extends Problem {
  constructor(code: string, field: string, message: string) {
    super({ status: 422, code, title: 'Some values are not valid', detail: message, errors: [{ field, message }] })
  }
}

export class EmailTaken extends FieldProblem {
  constructor(email: string) {
    super(
      'email_taken',
      'email',
      `Somebody with the address ${email} already has an account or an invitation. Look for them among the people.`
    )
  }
}

export class LinkSpent extends Problem {
  constructor() {
    super({
      status: 410,
      code: 'link_spent',
      title: 'This link does not work any more',
      detail: 'The link was used already, was replaced by a newer one or is too old. Ask for a new one.',
    })
  }
}

export class LastAdmin extends Problem {
  constructor() {
    super({
      status: 409,
      code: 'last_admin',
      title: 'The last System admin stays',
      detail: 'Nobody else could manage people any more. Make somebody else a System admin first, then try again.',
    })
  }
}

export class BeyondOwnRights extends Problem {
  constructor(role: string) {
    super({
      status: 403,
      code: 'beyond_own_rights',
      title: 'You do not hold these rights yourself',
      detail: `The role ${role} includes rights that you do not hold there, so you may neither give it nor change people who hold it. Ask a System admin.`,
    })
  }
}

export class NameTaken extends FieldProblem {
  constructor(what: string, name: string) {
    super('name_taken', 'name', `There is a ${what} called ${name} already. Choose another name.`)
  }
}

export class BuiltInRole extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'built_in_role',
      title: 'This role is built in',
      detail: `The role ${name} comes with Damson and stays as it is. Make a role of your own beside it.`,
    })
  }
}

/** What cannot go while something hangs on it; `by` names that for people. */
export class InUse extends Problem {
  constructor(what: 'role' | 'group' | 'brand', name: string, by: string, remedy: string) {
    super({
      status: 409,
      code: `${what}_in_use`,
      title: `This ${what} is in use`,
      detail: `${name} cannot be deleted: ${by}. ${remedy}`,
    })
  }
}

export class DefaultBrandStays extends Problem {
  constructor(name: string) {
    super({
      status: 409,
      code: 'default_brand_stays',
      title: 'The first brand stays',
      detail: `${name} is the brand to which everything goes that names no other. Rename it instead.`,
    })
  }
}

export class NotOfBrand extends FieldProblem {
  constructor(field: 'users' | 'groups', id: string) {
    super(
      'not_of_brand',
      field,
      `Access can be given to people who see the brand, and to groups whose role includes it. "${id}" is none of these: give them a role in the brand first.`
    )
  }
}
