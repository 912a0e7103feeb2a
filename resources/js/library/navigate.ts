import { complain } from '../core/toast.ts'
import { currentSearch, loadLibrary } from './library.ts'
import { closePanel, openPanel } from './panel.ts'
import { hrefOf, placeOf, type Place } from './place.ts'
import { entry, noteSpot, returnTo, type Spot } from './return.ts'
import { closeViewer, isViewing, openViewer } from '../viewer/viewer.ts'

/**
 * Goes to a place in the library without leaving the page. The address always says where one is, so
 * that every view can be linked, reloaded and stepped back from.
 */
export async function go(to: Partial<Place>, options: { replace?: boolean } = {}) {
  const place: Place = { search: currentSearch(), id: null, isViewer: false, tab: null, ...to }
  const href = hrefOf(place)
  if (href === location.pathname + location.search) return
  noteSpot()
  // `made` and `over` tell that closing may step back, and to what.
  if (options.replace) history.replaceState(entry(), '', href)
  else history.pushState({ made: true, over: placeOf(location.href) }, '', href)
  await arrive(place)
}

/** Leaves what was opened over the grid: by stepping back where it was opened from here. */
export async function leave(to: Partial<Place>) {
  const { made, over } = entry()
  const place: Place = { search: currentSearch(), id: null, isViewer: false, tab: null, ...to }
  const isBelow = made && hrefOf((over ?? {}) as Partial<Place>) === hrefOf(place)
  if (isBelow) history.back()
  else await go(place, { replace: true })
}

async function arrive(place: Place, spot?: Spot) {
  try {
    if (place.search !== currentSearch()) {
      const search = await loadLibrary(place.search)
      if (search !== place.search) history.replaceState(history.state, '', hrefOf({ ...place, search }))
      await returnTo(spot)
    }
    if (place.isViewer && place.id) {
      await openViewer(place.id, place.tab)
    } else {
      if (isViewing()) closeViewer()
      if (place.id) await openPanel(place.id, place.tab)
      else closePanel()
    }
  } catch (error) {
    complain(error)
  }
}

export function followHistory() {
  window.addEventListener('popstate', () => {
    const place = placeOf(location.href)
    if (place) void arrive(place, entry().spot)
    else location.reload()
  })
}
