import logger from '@adonisjs/core/services/logger'
import i18nManager from '@adonisjs/i18n/services/main'
import mail from '@adonisjs/mail/services/main'
import env from '#start/env'
import type { MadeLink } from './actions/make_account_link.ts'
import type User from './models/user.ts'

/** Without an SMTP server, links are copied by hand. */
export function canMail(): boolean {
  return env.mail.host !== undefined
}

/** Mails an invitation, if it can: the link is shown to who invites in any case. */
export async function mailInvitation(user: User, link: MadeLink): Promise<boolean> {
  if (!canMail()) return false
  try {
    await send('invitation', user, link)
    return true
  } catch (error) {
    logger.error({ err: error, userId: user.id }, 'could not mail an invitation')
    return false
  }
}

export function mailReset(user: User, link: MadeLink): Promise<void> {
  return send('reset', user, link)
}

async function send(kind: 'invitation' | 'reset', user: User, link: MadeLink) {
  const words = i18nManager.locale(i18nManager.defaultLocale)
  const host = new URL(env.appUrl).host
  const until = words.formatDate(new Date(link.expiresAt), { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const state = { user, link, host, until, kind }
  await mail.send((message) => {
    message
      .to(user.email)
      .subject(words.t(`identity.mails.${kind}.subject`, { host }))
      .htmlView('emails/account_link', state)
      .textView('emails/account_link_text', state)
  })
}
