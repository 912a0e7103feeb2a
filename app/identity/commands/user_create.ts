import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import vine, { errors } from '@vinejs/vine'
import { CreateUser } from '../actions/create_user.ts'
import { EnsureBuiltIns } from '../actions/ensure_built_ins.ts'
import Role from '../models/role.ts'
import { hashPassword } from '../passwords/hashing.ts'
import { assertGoodPassword } from '../passwords/password_rules.ts'
import { FindUser } from '../queries/find_user.ts'
import { transformUser } from '../transformers/users.ts'
import { emailAddress, personName } from '../validators/people.ts'

const validator = vine.create({ email: emailAddress(), name: personName() })

export default class UserCreate extends BaseCommand {
  static commandName = 'user:create'
  static description = 'Make an account for a person who can sign in at once'
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'E-mail address', required: true })
  declare email: string

  @flags.string({ description: 'Password, at least 12 characters', required: true })
  declare password: string

  @flags.string({ description: 'Role by its slug or name, held everywhere: system-admin, dam-write …', required: true })
  declare role: string

  @flags.string({ description: 'Name; what stands before the @ of the address without it' })
  declare name?: string

  @flags.boolean({ description: 'Print the account as JSON' })
  declare json: boolean

  async run() {
    try {
      const user = await this.#create()
      console.log(this.json ? JSON.stringify(user) : `${user.name} <${user.email}> can sign in as ${user.roles[0].name}.`)
    } catch (error) {
      console.error(messageOf(error))
      this.exitCode = 1
    }
  }

  async #create() {
    const { email, name } = await validator.validate({ email: this.email, name: this.name ?? this.email.split('@')[0] })
    assertGoodPassword(this.password, { email, name })
    await new EnsureBuiltIns().handle()
    const role = await Role.query().where('slug', this.role).orWhere('name', this.role).first()
    if (!role) throw new Error(`There is no role "${this.role}". There are: ${(await Role.all()).map(({ slug }) => slug).join(', ')}.`)
    const roles = [{ roleId: role.id, brandId: null }]
    const passwordHash = await hashPassword(this.password)
    const { id } = await new CreateUser().handle({ email, name, roles, passwordHash }, { id: null, via: 'cli' })
    return transformUser(await new FindUser().handle(id))
  }
}

function messageOf(error: unknown): string {
  if (error instanceof errors.E_VALIDATION_ERROR) return (error.messages as { message: string }[]).map(({ message }) => message).join(' ')
  return error instanceof Error ? error.message : String(error)
}
