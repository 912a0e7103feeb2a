import { nameKey } from '#core/support/name_key'

const tidy = (text: string) => text.trim().replace(/\s+/g, ' ')

/** A folder’s name, and the key by which it is found and kept apart from its siblings. */
export const folderNamed = (name: string) => ({ name: tidy(name), nameKey: nameKey(tidy(name)) })
