import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress, trustedRanges } from './client-address.ts';

const none = trustedRanges([]);
const proxies = trustedRanges(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);

test('ignores X-Forwarded-For unless it comes from a trusted proxy', () => {
  assert.equal(clientAddress('203.0.113.9', '1.2.3.4', none), '203.0.113.9');
  assert.equal(clientAddress('203.0.113.9', '1.2.3.4', proxies), '203.0.113.9');
});

test('uses the address a trusted proxy appended, not what the client sent before', () => {
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '1.2.3.4, 203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9, 192.0.2.7, 10.2.2.2', proxies), '203.0.113.9');
  assert.equal(clientAddress('fd00::1', '2001:db8::5', proxies), '2001:db8::5');
});

test('returns the first of a chain of trusted proxies only', () => {
  assert.equal(clientAddress('10.1.1.1', '10.9.9.9', proxies), '10.9.9.9');
  assert.equal(clientAddress('10.1.1.1', undefined, proxies), '10.1.1.1');
});

test('stops at an entry that is not an address', () => {
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9, unknown', proxies), '10.1.1.1');
  assert.equal(clientAddress('10.1.1.1', '', proxies), '10.1.1.1');
  assert.equal(clientAddress('10.1.1.1', "1.2.3.4' or 1=1", proxies), '10.1.1.1');
});

test('normalizes IPv4-mapped IPv6 and ports', () => {
  assert.equal(clientAddress('::ffff:10.1.1.1', '::ffff:203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9:4711', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '[2001:db8::5]:443', proxies), '2001:db8::5');
});

test('rejects an invalid range by name', () => {
  for (const range of ['10.0.0.0/33', 'traefik', '10.0.0.0/', '1.2.3.4/8/8', '::/129', ''])
    assert.throws(() => trustedRanges([range]), /is not an address or CIDR range/, range);
});
