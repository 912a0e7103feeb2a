import vine from '@vinejs/vine'
import { definePlugin } from '@damson/sdk'
import { TypesenseSearch } from './typesense_search.ts'

/** Searches by a Typesense server. */
export default definePlugin({
  name: 'search_typesense',
  sdk: 1,
  options: vine.create({
    /** Where the server is, such as https://typesense.example.com or http://127.0.0.1:8108. */
    url: vine.string().regex(/^https?:\/\/[^\s?#]+$/),
    /** Allowed to do everything with collections, documents and aliases that begin with the prefix. */
    apiKey: vine.string(),
    /** What the names of our collections begin with, where several installations share a server. */
    prefix: vine.string().regex(/^[a-z0-9_-]{1,40}$/),
  }),
  secrets: ['apiKey'],
  provides: {
    search: ({ options }) => new TypesenseSearch(options),
  },
})
