import { inject } from '@adonisjs/core'
import { recordActivity, type Actor } from '#core/activity/index'
import { NotFound } from '#core/http/index'
import { Jobs } from '#core/jobs/index'
import { ListDeadLetters } from '../queries/list_dead_letters.ts'

/** Gives a job that failed for good all its tries again. */
@inject()
export class ReviveDeadLetter {
  constructor(private jobs: Jobs) {}

  async handle(id: string, actor: Actor) {
    const { name, error } = await new ListDeadLetters().find(id)
    const activity = { action: 'deadLetter.revived', subjectType: 'deadLetter', subjectId: id, before: { name, error } }
    const isRevived = await this.jobs.revive(id, (trx) => recordActivity(trx, actor, activity))
    if (!isRevived) throw new NotFound('dead letter')
  }
}
