import { all } from '../core/dom.ts'
import { call } from '../core/http.ts'
import { complain, toast } from '../core/toast.ts'
import { say } from '../core/words.ts'
import { reloadDetails } from './panel.ts'
import { reloadStage } from '../viewer/viewer.ts'

/** Takes an asset out of one category and leaves it in the others (S3-36). */
export async function uncategorise(id: string, form: HTMLElement) {
  const line = form.closest<HTMLElement>('[data-category]')!
  const had = all('[data-category]', form.closest<HTMLElement>('[data-id]')!).map((one) => one.dataset.category!)
  const place = (categories: string[]) =>
    call('PATCH', `/assets/${id}`, { categories })
      .then(() => Promise.all([reloadDetails(id), reloadStage(id)]))
      .catch(complain)
  await place(had.filter((one) => one !== line.dataset.category))
  toast(say('uncategorised', { name: form.dataset.name! }), { label: say('undo'), run: () => void place(had) })
}
