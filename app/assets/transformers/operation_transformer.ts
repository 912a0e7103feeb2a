import type { Operation } from '../models/operation.ts'

export type OperationItemJson = { assetId: string; name: string; outcome: string; reason: string | null }

const iso = (epochMs: number | null) => (epochMs === null ? null : new Date(epochMs).toISOString())

export function toOperationJson(operation: Operation, items?: OperationItemJson[]) {
  return {
    id: operation.id,
    kind: operation.kind,
    state: operation.state === 'done' ? 'done' : 'running',
    total: operation.total,
    done: operation.done,
    refused: operation.refused,
    failed: operation.failed,
    reverses: operation.reverses,
    createdAt: iso(operation.createdAt)!,
    finishedAt: iso(operation.finishedAt),
    ...(items ? { items } : {}),
  }
}
