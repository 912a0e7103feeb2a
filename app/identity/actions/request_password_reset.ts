import app from '@adonisjs/core/services/app'
import { Jobs } from '#core/jobs/index'
import { SendResetLink } from '../jobs/send_reset_link.ts'
import { keyOf } from '../key.ts'
import { countTry, networkOf, RESETS_OF_ACCOUNT, RESETS_OF_ADDRESS } from '../rate_limits.ts'

/**
 * Has a reset link mailed, if the address belongs to somebody. Looking that up is left to a job, so that
 * neither the answer nor the time it takes tells.
 */
export class RequestPasswordReset {
  async handle(email: string, ip: string): Promise<void> {
    const emailKey = keyOf(email)
    await countTry(RESETS_OF_ADDRESS, networkOf(ip))
    await countTry(RESETS_OF_ACCOUNT, emailKey, networkOf(ip))
    const jobs = await app.container.make(Jobs)
    await jobs.dispatch(SendResetLink, { emailKey })
  }
}
