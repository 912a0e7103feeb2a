import { NotFound } from '#core/http/index'
import { newestPage, type Page, type PageAsk } from '#core/http/page'
import { DeadLetter } from '../models/dead_letter.ts'

export class ListDeadLetters {
  page(ask: PageAsk): Promise<Page<DeadLetter>> {
    return newestPage(DeadLetter.query(), ask)
  }

  async find(id: string): Promise<DeadLetter> {
    const letter = await DeadLetter.find(id)
    if (!letter) throw new NotFound('dead letter')
    return letter
  }
}
