import { test } from '@japa/runner'
import { blobEntry, entryOf, renditionEntry, rowsEntry } from '../../../app/admin/backups/entries.ts'

const A = 'a'.repeat(64)
const B = 'b'.repeat(64)

test.group('Names in a backup', () => {
  test('{$self} is none (T71)')
    .with([
      '../../etc/passwd',
      '/etc/passwd',
      `blobs/../${A}`,
      `blobs/${A}/x`,
      `blobs/${A.toUpperCase()}`,
      `blobs/${A}\n`,
      `renditions/${A}/${'c'.repeat(32)}.webp/../${B}`,
      `tables/users; drop/00000001.${A}.ndjson`,
      `tables/../00000001.${A}.ndjson`,
      'manifest.json/',
      '',
    ])
    .run(({ assert }, name) => {
      assert.isNull(entryOf(name))
    })

  test('what is written is understood again', ({ assert }) => {
    const file = `${'c'.repeat(32)}.webp`
    assert.deepEqual(entryOf(blobEntry(A)), { kind: 'blob', sha256: A })
    assert.deepEqual(entryOf(renditionEntry(A, file, B)), { kind: 'rendition', blobSha256: A, file, sha256: B })
    assert.deepEqual(entryOf(rowsEntry('asset_versions', 12, B)), { kind: 'rows', table: 'asset_versions', number: 12, sha256: B })
  })
})
