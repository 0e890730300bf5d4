import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientNetwork, loggedNetwork } from './client-network.ts';

test('uses the first address, as proxies behind the gateway append theirs', () => {
  assert.equal(clientNetwork('203.0.113.7'), '203.0.113.7');
  assert.equal(clientNetwork('203.0.113.7, 127.0.0.1'), '203.0.113.7');
});

test('uses the /64 of an IPv6 address in any notation, and treats IPv4-mapped addresses as IPv4', () => {
  assert.equal(clientNetwork('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
  assert.equal(clientNetwork('2001:0DB8:0001:0002::1'), '2001:db8:1:2::/64');
  assert.equal(clientNetwork('2001:db8::1'), '2001:db8:0:0::/64');
  assert.equal(clientNetwork('::1'), '0:0:0:0::/64');
  assert.equal(clientNetwork('::ffff:203.0.113.7'), '203.0.113.7');
  assert.equal(clientNetwork('fe80::1%eth0'), 'fe80:0:0:0::/64');
});

test('rejects what is not an address', () => {
  for (const forwarded of [undefined, '', 'unknown', '203.0.113.7:80', '[::1]'])
    assert.equal(clientNetwork(forwarded), undefined, forwarded);
});

test('logs only a /24 or a /48', () => {
  assert.equal(loggedNetwork('203.0.113.7, 127.0.0.1'), '203.0.113.0/24');
  assert.equal(loggedNetwork('2001:db8:1:2::3'), '2001:db8:1::/48');
  assert.equal(loggedNetwork('::ffff:203.0.113.7'), '203.0.113.0/24');
  assert.equal(loggedNetwork('unknown'), undefined);
});
