import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { createSigningKeys } from './signing-keys.ts';

const jwk = (kid: string) => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
});
const [first, second] = [jwk('first'), jwk('second')];

/** An issuer with changing keys that can be unavailable and counts requests, with a fake clock. */
function issuerAt(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const issuer = { keys: [first], unavailable: false, asked: 0 };
  const find = createSigningKeys('http://issuer/jwks', async () => {
    issuer.asked += 1;
    if (issuer.unavailable) throw new Error('the issuer is unavailable');
    return { keys: issuer.keys };
  });
  return { issuer, find, pass: (seconds: number) => t.mock.timers.tick(seconds * 1000) };
}

test('fetches keys once for concurrent callers', async (t) => {
  const { issuer, find } = issuerAt(t);
  const found = await Promise.all([find('first'), find('first'), find('first')]);
  assert.equal(found[0]?.type, 'public');
  assert.equal(await find('first'), found[2]);
  assert.equal(issuer.asked, 1);
});

test('finds a new key despite forged key ids', async (t) => {
  const { issuer, find, pass } = issuerAt(t);
  await find('first');
  issuer.keys = [first, second];
  for (let n = 0; n < 100; n++) assert.equal(await find(`forged-${n}`), undefined);
  assert.equal(issuer.asked, 1);
  pass(5);
  assert.ok(await find('second'));
  assert.ok(await find('first'));
  assert.equal(issuer.asked, 2);
});

test('accepts a withdrawn key for at most ten minutes', async (t) => {
  const { issuer, find, pass } = issuerAt(t);
  await find('first');
  issuer.keys = [second];
  pass(601);
  assert.equal(await find('first'), undefined);
});

test('accepts known keys and fails on unknown ones while the issuer is unavailable, then recovers', async (t) => {
  const { issuer, find, pass } = issuerAt(t);
  await find('first');
  issuer.unavailable = true;
  pass(601);
  assert.ok(await find('first'));
  await assert.rejects(find('second'), /unavailable/);
  assert.equal(issuer.asked, 2);
  issuer.unavailable = false;
  issuer.keys = [second];
  pass(1);
  assert.ok(await find('second'));
});
