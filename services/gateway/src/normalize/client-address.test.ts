import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientAddress, trustedRanges } from './client-address.ts';

const nobody = trustedRanges([]);
const proxies = trustedRanges(['10.0.0.0/8', '192.0.2.7', 'fd00::/8']);

test('what is forwarded by anybody but a trusted proxy is no proof', () => {
  assert.equal(clientAddress('203.0.113.9', '1.2.3.4', nobody), '203.0.113.9');
  assert.equal(clientAddress('203.0.113.9', '1.2.3.4', proxies), '203.0.113.9');
});

test('a trusted proxy says whom it heard; what that one claimed before does not count', () => {
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '1.2.3.4, 203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9, 192.0.2.7, 10.2.2.2', proxies), '203.0.113.9');
  assert.equal(clientAddress('fd00::1', '2001:db8::5', proxies), '2001:db8::5');
});

test('a chain of nothing but trusted proxies begins with the first of them', () => {
  assert.equal(clientAddress('10.1.1.1', '10.9.9.9', proxies), '10.9.9.9');
  assert.equal(clientAddress('10.1.1.1', undefined, proxies), '10.1.1.1');
});

test('what is no address ends the chain', () => {
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9, unknown', proxies), '10.1.1.1');
  assert.equal(clientAddress('10.1.1.1', '', proxies), '10.1.1.1');
  assert.equal(clientAddress('10.1.1.1', "1.2.3.4' or 1=1", proxies), '10.1.1.1');
});

test('IPv4 is IPv4 however it is dressed', () => {
  assert.equal(clientAddress('::ffff:10.1.1.1', '::ffff:203.0.113.9', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '203.0.113.9:4711', proxies), '203.0.113.9');
  assert.equal(clientAddress('10.1.1.1', '[2001:db8::5]:443', proxies), '2001:db8::5');
});

test('what is no range is refused by name', () => {
  for (const range of ['10.0.0.0/33', 'traefik', '10.0.0.0/', '1.2.3.4/8/8', '::/129', ''])
    assert.throws(() => trustedRanges([range]), /is not an address or CIDR range/, range);
});
