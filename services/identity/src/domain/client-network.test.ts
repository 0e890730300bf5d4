import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNetwork, loggedNetwork } from './client-network.ts';

test('the first address counts: whoever stands behind the gateway adds its own at the end', () => {
  assert.equal(clientNetwork('203.0.113.7'), '203.0.113.7');
  assert.equal(clientNetwork('203.0.113.7, 127.0.0.1'), '203.0.113.7');
});

test('of IPv6 the network counts, however it is written, and what is IPv4 in it is IPv4', () => {
  assert.equal(clientNetwork('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
  assert.equal(clientNetwork('2001:0DB8:0001:0002::1'), '2001:db8:1:2::/64');
  assert.equal(clientNetwork('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(clientNetwork('::1'), '0:0:0:0::/64');
  assert.equal(clientNetwork('::ffff:203.0.113.7'), '203.0.113.7');
  assert.equal(clientNetwork('fe80::1%eth0'), 'fe80:0:0:0::/64');
});

test('what is no address counts for nobody', () => {
  for (const forwarded of [undefined, '', 'unknown', '203.0.113.7:80', '[::1]'])
    assert.equal(clientNetwork(forwarded), undefined, forwarded);
});

test('what is written down is a /24 or a /48', () => {
  assert.equal(loggedNetwork('203.0.113.7, 127.0.0.1'), '203.0.113.0/24');
  assert.equal(loggedNetwork('2001:db8:1:2::3'), '2001:db8:1::/48');
  assert.equal(loggedNetwork('::ffff:203.0.113.7'), '203.0.113.0/24');
  assert.equal(loggedNetwork('unknown'), undefined);
});
