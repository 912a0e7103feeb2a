export const median = (values: number[]) => quantile(values, 0.5)
export const p95 = (values: number[]) => quantile(values, 0.95)

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}

/** Runs the jobs, so many at a time, and answers how long it took in seconds. */
export async function inParallel<T>(items: T[], at: number, work: (item: T, index: number) => Promise<unknown>): Promise<number> {
  const started = performance.now()
  const queue = items.map((item, index) => ({ item, index }))
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await work(next.item, next.index)
    })
  )
  return (performance.now() - started) / 1000
}

/** One round of a floor and of ours, one after the other, in seconds. */
export type Round = { floor: number; ours: number }

/** The round whose ratio is the median one: a machine that is slow for a while is slow for both sides of a round. */
export function middle(rounds: Round[]): Round {
  const sorted = [...rounds].sort((a, b) => a.ours / a.floor - b.ours / b.floor)
  return sorted[Math.floor(sorted.length / 2)]!
}

/** From the least to the greatest ratio of all rounds, beside the median. */
export function spread(rounds: Round[], of: (round: Round) => number): string {
  const ratios = rounds.map(of)
  return `${rounds.length} rounds, ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`
}

export type Figure = { what: string; ours: string; floor: string; ratio: number; goal: string; holds: boolean }

/** A ratio to a floor measured in the same run: machines differ and are noisy, the ratio is what counts. */
export function figure(what: string, ours: string, floor: string, ratio: number, goal: string): Figure {
  const bound = Number(/[\d.]+/.exec(goal)![0])
  const holds = goal.startsWith('≥') ? ratio >= bound : ratio <= bound
  return { what, ours, floor, ratio: Math.round(ratio * 100) / 100, goal, holds }
}
