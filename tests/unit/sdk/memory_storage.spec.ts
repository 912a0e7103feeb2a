import { test } from '@japa/runner'
import { MemoryStorage, storageContract } from '@damson/sdk/testing'

test.group('The storage in memory keeps the contract', () => {
  for (const { title, run } of storageContract(() => new MemoryStorage())) test(title, run)
})
