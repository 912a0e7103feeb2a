import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { findUserNamed, isPermission, PERMISSIONS, type Permission } from '#identity'
import { CreateToken } from '../actions/create_token.ts'
import { transformToken } from '../transformers/tokens.ts'

export default class TokenCreate extends BaseCommand {
  static commandName = 'token:create'
  static description = 'Make an API token for a person and print it, alone, on stdout'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'E-mail address or id of the person it belongs to', required: true })
  declare user: string

  @flags.string({ description: 'What the token is for', required: true })
  declare name: string

  @flags.array({ description: 'What it may do, as permissions with commas between; all that its owner may without it' })
  declare scopes?: string[]

  @flags.boolean({ description: 'Print the token with all that is known about it as JSON' })
  declare json: boolean

  async run() {
    try {
      const user = await findUserNamed(this.user)
      const input = { userId: user.id, name: this.name, scopes: this.#scopes() }
      const { token, secret } = await new CreateToken().handle(input, { id: null, via: 'cli' })
      console.log(this.json ? JSON.stringify({ ...transformToken(token), token: secret }) : secret)
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
      this.exitCode = 1
    }
  }

  #scopes(): Permission[] | null {
    const scopes = (this.scopes ?? [])
      .flatMap((one) => one.split(','))
      .map((one) => one.trim())
      .filter(Boolean)
    const unknown = scopes.filter((one) => !isPermission(one))
    if (unknown.length > 0) throw new Error(`Unknown scope ${unknown.join(', ')}. There are: ${PERMISSIONS.join(', ')}.`)
    return scopes.length > 0 ? (scopes as Permission[]) : null
  }
}
