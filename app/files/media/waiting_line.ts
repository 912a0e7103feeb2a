import type { MediaProcess } from './media_process.ts'

type Waiting = { priority: number; serve: (child: MediaProcess) => void; refuse: (reason: unknown) => void }

/** Jobs that wait for a process: the lowest priority first, and among equals who came first. */
export class WaitingLine {
  #line: Waiting[] = []

  get length(): number {
    return this.#line.length
  }

  wait(priority: number, signal?: AbortSignal): Promise<MediaProcess> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#line = this.#line.filter((other) => other !== waiting)
        reject(signal?.reason as Error)
      }
      const waiting: Waiting = {
        priority,
        serve: (child) => {
          signal?.removeEventListener('abort', leave)
          resolve(child)
        },
        refuse: reject,
      }
      signal?.addEventListener('abort', leave, { once: true })
      const place = this.#line.findIndex((other) => other.priority > priority)
      this.#line.splice(place === -1 ? this.#line.length : place, 0, waiting)
    })
  }

  /** Hands the process to the first in line; false when nobody waits. */
  serve(child: MediaProcess): boolean {
    const first = this.#line.shift()
    first?.serve(child)
    return first !== undefined
  }

  refuse(reason: unknown) {
    for (const waiting of this.#line.splice(0)) waiting.refuse(reason)
  }
}
