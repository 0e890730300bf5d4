import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { isSigned, tolerance } from './verify-signature.ts';

const at = 1_800_000_000;
const body = Buffer.from('{"id":"evt_1"}');
const sign = (time: number | string, bytes = body, secret = 'ours') =>
  createHmac('sha256', secret).update(`${time}.`).update(bytes).digest('hex');

for (const [name, header, holds] of [
  ['signed now', `t=${at},v1=${sign(at)}`, true],
  ['signed at the limit of the tolerance', `t=${at - tolerance},v1=${sign(at - tolerance)}`, true],
  ['signed by a clock that is ahead', `t=${at + tolerance},v1=${sign(at + tolerance)}`, true],
  ['signed with an old and the new secret', `t=${at}, v1=${sign(at, body, 'old')}, v1=${sign(at)}`, true],
  ['with an unknown field', `t=${at},v0=x,v1=${sign(at)}`, true],
  ['not signed', undefined, false],
  ['an empty signature', '', false],
  ['signed too long ago', `t=${at - tolerance - 1},v1=${sign(at - tolerance - 1)}`, false],
  ['signed too far ahead', `t=${at + tolerance + 1},v1=${sign(at + tolerance + 1)}`, false],
  ['an old signature with a new time', `t=${at},v1=${sign(at - 1_000)}`, false],
  ['signed with another secret', `t=${at},v1=${sign(at, body, 'theirs')}`, false],
  ['signed over a different body', `t=${at},v1=${sign(at, Buffer.from('{"id": "evt_1"}'))}`, false],
  ['two timestamps', `t=${at},t=${at - 1_000},v1=${sign(at)}`, false],
  ['no timestamp', `v1=${sign('')}`, false],
  ['an invalid timestamp', `t=now,v1=${sign('now')}`, false],
  ['another scheme', `t=${at},v0=${sign(at)}`, false],
  ['truncated', `t=${at},v1=${sign(at).slice(0, 32)}`, false],
  ['no signature', `t=${at}`, false],
] as const)
  test(`${name}: ${holds ? 'valid' : 'invalid'}`, () => {
    assert.equal(isSigned({ header, body, secret: 'ours', now: at * 1_000 }), holds);
  });
