import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { deviceCookieSeconds, knownDevice, withDeviceMark } from './device-cookie.ts';

const key = createSecretKey(Buffer.alloc(32, 1));
const now = 1_795_000_000;

test('recognises a browser only for people who have logged in with it', () => {
  const cookie = withDeviceMark(key, undefined, 'ana', now);
  assert.ok(knownDevice(key, cookie, 'ana', now + 1));
  assert.equal(knownDevice(key, cookie, 'bo', now + 1), undefined);
  assert.equal(knownDevice(createSecretKey(Buffer.alloc(32, 2)), cookie, 'ana', now + 1), undefined);
  assert.equal(
    knownDevice(
      key,
      cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
      'ana',
      now + 1,
    ),
    undefined,
  );
  assert.equal(knownDevice(key, cookie, 'ana', now + deviceCookieSeconds), undefined, 'too old');
  assert.equal(knownDevice(key, cookie, 'ana', now - 1), undefined, 'from the future');
});

test('keeps the device id per person, and remembers a few people', () => {
  let cookie = withDeviceMark(key, undefined, 'ana', now);
  const device = knownDevice(key, cookie, 'ana', now);
  for (const person of ['bo', 'cy', 'ana', 'di']) cookie = withDeviceMark(key, cookie, person, now + 1);
  assert.equal(knownDevice(key, cookie, 'ana', now + 2), device);
  assert.ok(knownDevice(key, cookie, 'bo', now + 2));
  cookie = withDeviceMark(key, cookie, 'eve', now + 3);
  assert.equal(knownDevice(key, cookie, 'bo', now + 4), undefined, 'the one that logged in longest ago');
  assert.ok(cookie.length < 250, String(cookie.length));
});

test('rejects malformed cookies', () => {
  for (const text of ['', '~~~', 'a.b.c', `${'x'.repeat(16)}.1.${'y'.repeat(22)}`, '~'.repeat(5_000)])
    assert.equal(knownDevice(key, text, 'ana', now), undefined);
});
