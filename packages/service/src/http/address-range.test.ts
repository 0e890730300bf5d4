import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymizeAddress, rateLimitSubject } from './address-range.ts';

test('limits IPv4 by address and IPv6 by /64, in any notation', () => {
  assert.equal(rateLimitSubject('203.0.113.9'), '203.0.113.9');
  for (const same of ['2001:db8:0:1::5', '2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1:1::'])
    assert.equal(rateLimitSubject(same), '2001:db8:0:1::/64', same);
  assert.notEqual(rateLimitSubject('2001:db8:0:2::5'), rateLimitSubject('2001:db8:0:1::5'));
  assert.equal(rateLimitSubject('::1'), '0:0:0:0::/64');
  assert.equal(rateLimitSubject('fe80::1%eth0'), 'fe80:0:0:0::/64');
});

test('anonymizes addresses for logs', () => {
  assert.equal(anonymizeAddress('203.0.113.9'), '203.0.113.0/24');
  assert.equal(anonymizeAddress('2001:db8:1:2::5'), '2001:db8:1::/48');
  assert.equal(anonymizeAddress(''), 'unknown');
});
