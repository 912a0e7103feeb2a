import { defineConfig } from '@adonisjs/core/bodyparser'

/**
 * Files never pass through the body parser: uploads have their own streaming reader, which hashes
 * while it writes. What is left is forms and JSON, which are small.
 */
export default defineConfig({
  allowedMethods: ['POST', 'PUT', 'PATCH', 'DELETE'],
  form: { limit: '1mb', convertEmptyStringsToNull: true, types: ['application/x-www-form-urlencoded'] },
  json: {
    limit: '2mb',
    convertEmptyStringsToNull: false,
    types: ['application/json', 'application/merge-patch+json'],
  },
  // Tables are read while they come.
  raw: { types: [] },
  multipart: {
    autoProcess: false,
    processManually: [],
    limit: '1mb',
    types: ['multipart/form-data'],
  },
})
