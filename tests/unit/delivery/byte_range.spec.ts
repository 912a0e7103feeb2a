import { test } from '@japa/runner'
import { parseRange } from '../../../app/delivery/byte_range.ts'

test.group('Byte ranges', () => {
  test('{header} of 100 bytes')
    .with([
      { header: 'bytes=0-0', answer: { start: 0, end: 0 } },
      { header: 'bytes=10-', answer: { start: 10, end: 99 } },
      { header: 'bytes=-10', answer: { start: 90, end: 99 } },
      { header: 'bytes=-1000', answer: { start: 0, end: 99 } },
      { header: 'bytes=90-1000', answer: { start: 90, end: 99 } },
      { header: 'bytes=100-', answer: 'unsatisfiable' as const },
      { header: 'bytes=-0', answer: 'unsatisfiable' as const },
      { header: 'bytes=5-1', answer: null },
      { header: 'bytes=0-1,5-6', answer: null },
      { header: 'bytes=-', answer: null },
      { header: 'items=0-1', answer: null },
      { header: 'bytes=a-b', answer: null },
    ])
    .run(({ assert }, { header, answer }) => {
      assert.deepEqual(parseRange(header, 100), answer)
    })

  test('nothing of nothing can be had', ({ assert }) => {
    assert.equal(parseRange('bytes=0-', 0), 'unsatisfiable')
    assert.equal(parseRange('bytes=-1', 0), 'unsatisfiable')
    assert.isNull(parseRange(undefined, 0))
  })
})
