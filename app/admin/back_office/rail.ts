import type { Visitor } from '#identity'
import { officeOf } from './entrance.ts'

export type RailEntry = { name: string; path: string; icon: string }
type Entry = string | (RailEntry & { isFor: (visitor: Visitor) => boolean })

const page = (name: string, path: string, icon: string, isFor: (visitor: Visitor) => boolean): Entry => ({ name, path, icon, isFor })

/** What there is to look after, by the words of its section; a resource by its id, or a page of our own that does it better. */
const SECTIONS: Record<string, Entry[]> = {
  watch: [
    'activities',
    'operations',
    page('jobs', '/admin/jobs', 'list-checks', (visitor) => visitor.can('jobs.manage')),
    'health',
    'plugins',
  ],
  access: [
    'people',
    page('groups', '/groups', 'users-round', (visitor) => visitor.can('users.manage')),
    page('roles', '/roles', 'shield', (visitor) => visitor.can('users.manage') || visitor.can('roles.manage')),
    page('brands', '/brands', 'badge', (visitor) => visitor.can('brands.manage') || visitor.canSomewhere('brands.edit')),
    'sign-ins',
    'api-tokens',
  ],
  words: [
    'tags',
    page('catalogs', '/catalogs', 'folder-tree', (visitor) => visitor.canSomewhere('catalogs.manage')),
    page('campaigns', '/campaigns', 'megaphone', (visitor) => visitor.canSomewhere('campaigns.manage')),
    page('fields', '/fields', 'list-plus', (visitor) => visitor.canSomewhere('fields.manage')),
    page('templates', '/metadata-templates', 'clipboard-list', (visitor) => visitor.canSomewhere('templates.manage')),
  ],
}

/** The rail of the back office, with what is for this visitor. */
export function officeRail(visitor: Visitor): { section: string; entries: RailEntry[] }[] {
  const mine = new Map(officeOf(visitor).map((declared) => [declared.id, declared]))
  const shown = (entry: Entry): RailEntry[] => {
    if (typeof entry !== 'string') return entry.isFor(visitor) ? [{ name: entry.name, path: entry.path, icon: entry.icon }] : []
    const declared = mine.get(entry)
    return declared ? [{ name: entry, path: `/admin/resources/${entry}`, icon: declared.icon }] : []
  }
  const sections = Object.entries(SECTIONS).map(([section, entries]) => ({ section, entries: entries.flatMap(shown) }))
  return sections.filter(({ entries }) => entries.length > 0)
}
