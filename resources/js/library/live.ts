import { all } from '../core/dom.ts'
import { refreshCards } from './fresh_cards.ts'
import { onCards } from './library.ts'
import { panelElement, reloadDetails } from './panel.ts'
import { reloadStage, viewedId, viewedStatus } from '../viewer/viewer.ts'

const QUICKLY = 1500
const SLOWLY = 6000
/** The server draws no more cards than this in one answer. */
const MOST = 30

/** After being away this long, the counts may have moved. */
const STALE_MS = 30_000

let timer = 0
let lookedAt = Date.now()
let rounds = 0

/** Looks after what is still being processed: cards change in place when they are ready, nothing else moves. */
export function startLive() {
  onCards(schedule)
  document.addEventListener('visibilitychange', () => {
    schedule()
    if (!document.hidden && Date.now() - lookedAt > STALE_MS) void look()
  })
  schedule()
}

export function schedule() {
  clearTimeout(timer)
  if (document.hidden || unsettled().length === 0) return void (rounds = 0)
  timer = window.setTimeout(() => void look(), rounds < 40 ? QUICKLY : SLOWLY)
}

function unsettled(): string[] {
  const ids = all('.card[data-status="processing"]').map((card) => card.dataset.id!)
  const panel = panelElement()
  if (panel?.dataset.status === 'processing') ids.unshift(panel.dataset.id!)
  if (viewedStatus() === 'processing') ids.unshift(viewedId()!)
  return [...new Set(ids)]
}

async function look() {
  rounds++
  lookedAt = Date.now()
  try {
    const ids = unsettled().slice(0, MOST)
    const fresh = await refreshCards(ids)
    for (const card of fresh) {
      if (card.dataset.status === 'processing') continue
      if (panelElement()?.dataset.id === card.dataset.id) await reloadDetails(card.dataset.id!)
      await reloadStage(card.dataset.id!)
    }
  } catch {
    // The connection is gone for a moment: the next look will tell.
  }
  schedule()
}
