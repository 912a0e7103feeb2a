import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Storage, StorageExpectation } from '@damson/sdk'

/** Gives a file of ours to the storage. Afterwards it is ours no more: taken over, or removed, also when that failed. */
export async function handOver(
  storage: Storage,
  key: string,
  file: { path: string; isSynced?: boolean },
  expected: StorageExpectation
): Promise<void> {
  try {
    await storage.put(key, { ...file, mayMove: true }, expected)
  } finally {
    if (existsSync(file.path)) await rm(file.path, { force: true })
  }
}
