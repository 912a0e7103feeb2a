import { test } from '@japa/runner'
import { networkOf } from '../../../app/identity/rate_limits.ts'

test.group('Addresses that count as one', () => {
  for (const [ip, network] of [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])
    test(`${ip} is tried from ${network}`, ({ assert }) => {
      assert.equal(networkOf(ip), network)
    })
})
