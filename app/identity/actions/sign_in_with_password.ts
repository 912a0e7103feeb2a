import logger from '@adonisjs/core/services/logger'
import { WrongCredentials } from '../errors.ts'
import { keyOf } from '../key.ts'
import User from '../models/user.ts'
import { isPasswordOf } from '../passwords/hashing.ts'
import { countTry, forgetTries, networkOf, SIGN_IN_TRIES, SIGN_IN_TRIES_OF_ADDRESS } from '../rate_limits.ts'
import { BeginSignIn, type Browser } from './begin_sign_in.ts'

/** Checks an address and a password, and answers the secret of a new sign-in. */
export class SignInWithPassword {
  async handle({ email, password }: { email: string; password: string }, browser: Browser): Promise<string> {
    const emailKey = keyOf(email)
    const network = networkOf(browser.ip)
    await countTry(SIGN_IN_TRIES_OF_ADDRESS, network)
    await countTry(SIGN_IN_TRIES, emailKey, network)
    const user = await User.findBy('emailKey', emailKey)
    const passwordHash = user?.status === 'active' ? user.passwordHash : null
    if (!(await isPasswordOf(passwordHash, password)) || !user) {
      logger.warn({ ip: browser.ip, userId: user?.id ?? null }, 'sign-in refused')
      throw new WrongCredentials()
    }
    await forgetTries(SIGN_IN_TRIES, emailKey, network)
    return new BeginSignIn().handle(user.id, browser)
  }
}
