/** Where in the library an address leads: which list, which asset, and whether on the stage. */
export type Place = { search: string; id: string | null; isViewer: boolean; tab: string | null }

export function placeOf(href: string): Place | null {
  const url = new URL(href, location.href)
  const [, id, view] = /^\/assets(?:\/([0-9a-f-]{36})(\/view)?)?$/.exec(url.pathname) ?? []
  if (url.origin !== location.origin || (url.pathname !== '/assets' && !id)) return null
  const tab = url.searchParams.get('tab')
  for (const name of ['tab', 'page', 'cursor', 'limit']) url.searchParams.delete(name)
  return { search: url.searchParams.toString(), id: id ?? null, isViewer: Boolean(view), tab }
}

export function hrefOf({ search, id, isViewer, tab }: Partial<Place>): string {
  const params = new URLSearchParams(search ?? '')
  if (tab && tab !== 'details') params.set('tab', tab)
  const query = params.toString()
  return `/assets${id ? `/${id}` : ''}${id && isViewer ? '/view' : ''}${query ? `?${query}` : ''}`
}
