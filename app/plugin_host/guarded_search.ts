import type { SearchAnswer, SearchDocument, SearchEngine, SearchQuestion, SearchRebuild } from '@damson/sdk'
import type { Deadlines } from './config.ts'
import { PluginLied } from './errors.ts'
import type { Guard } from './guard.ts'

/** A search engine as the application uses it: bounded in time, and answering in the shape it promised. */
export class GuardedSearch implements SearchEngine {
  constructor(
    private engine: SearchEngine,
    private guard: Guard,
    private deadlines: Deadlines
  ) {}

  async search(question: SearchQuestion): Promise<SearchAnswer> {
    const answer = await this.guard.run('search', this.deadlines.search, () => this.engine.search(question))
    const areIds = Array.isArray(answer?.ids) && answer.ids.every((id) => typeof id === 'string')
    if (!areIds || answer.ids.length > question.limit || !Number.isInteger(answer.total) || !Array.isArray(answer.words)) {
      throw new PluginLied(this.guard.instance, 'what it answers to a search is no answer')
    }
    return answer
  }

  put(documents: SearchDocument[]): Promise<void> {
    return this.guard.run('put', this.deadlines.put, () => this.engine.put(documents))
  }

  remove(ids: string[]): Promise<void> {
    return this.#call('remove', () => this.engine.remove(ids))
  }

  async rebuild(): Promise<SearchRebuild> {
    const rebuild = await this.#call('rebuild', () => this.engine.rebuild())
    return {
      put: (documents) => this.guard.run('put', this.deadlines.put, () => rebuild.put(documents)),
      finish: () => this.#call('finish', () => rebuild.finish()),
      abandon: () => this.#call('abandon', () => rebuild.abandon()),
    }
  }

  async *list() {
    const iterator = this.engine.list()[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await this.#call('list', () => iterator.next())
        if (next.done) return
        yield next.value
      }
    } finally {
      void iterator.return?.()
    }
  }

  check(): Promise<void> {
    return this.#call('check', () => this.engine.check())
  }

  #call<T>(call: string, work: () => Promise<T>): Promise<T> {
    return this.guard.run(call, this.deadlines.call, work)
  }
}
