import { SYSTEM } from '#core/activity/index'
import { Job, PRIORITY } from '#core/jobs/index'
import { MakeAccountLink } from '../actions/make_account_link.ts'
import { mailReset } from '../mails.ts'
import User from '../models/user.ts'

/** Mails a link to choose a new password. Another try makes another link, which replaces the first. */
export class SendResetLink extends Job<{ emailKey: string }> {
  static jobName = 'identity.sendResetLink'
  static priority = PRIORITY.person

  async handle({ emailKey }: { emailKey: string }) {
    const user = await User.query().where('email_key', emailKey).where('status', 'active').first()
    if (!user) return
    await mailReset(user, await new MakeAccountLink().handle(user.id, 'reset', SYSTEM))
  }
}
