import { defineConfig, transports } from '@adonisjs/mail'
import env from '#start/env'

const mailConfig = defineConfig({
  default: 'smtp',
  from: env.mail.from,
  mailers: {
    smtp: transports.smtp({
      host: env.mail.host ?? '127.0.0.1',
      port: env.mail.port,
      ...(env.mail.user ? { auth: { type: 'login', user: env.mail.user, pass: env.mail.password ?? '' } } : {}),
    }),
  },
})

export default mailConfig

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mailConfig> {}
}
