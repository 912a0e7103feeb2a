import app from '@adonisjs/core/services/app'
import { defineConfig, destination, targets } from '@adonisjs/core/logger'
import env from '#start/env'

const pretty = env.mode === 'development' && process.stdout.isTTY

const loggerConfig = defineConfig({
  default: 'app',
  loggers: {
    app: {
      enabled: true,
      name: 'damson',
      level: env.logLevel,
      redact: {
        paths: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie', 'token', '*.token'],
        censor: '[redacted]',
      },
      // What a command answers stands on stdout alone, for the program that reads it.
      ...(app.getEnvironment() === 'console' && !pretty ? { destination: destination(2) } : {}),
      ...(pretty ? { transport: { targets: targets().push(targets.pretty()).toArray() } } : {}),
    },
  },
})

export default loggerConfig

declare module '@adonisjs/core/types' {
  export interface LoggersList extends InferLoggers<typeof loggerConfig> {}
}
