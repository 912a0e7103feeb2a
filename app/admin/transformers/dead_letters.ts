import { isoOf } from '#identity'
import type { DeadLetter } from '../models/dead_letter.ts'

export function transformDeadLetter({ id, name, queue, payload, attempts, error, failedAt }: DeadLetter) {
  return { id, name, queue, payload, attempts, error, failedAt: isoOf(failedAt) }
}
