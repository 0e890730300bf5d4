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

/** An issuer whose keys change, that goes away and that counts how often it was asked, at a time of our own. */
function issuerAt(t: TestContext) {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  const issuer = { keys: [first], away: false, asked: 0 };
  const find = createSigningKeys('http://issuer/jwks', async () => {
    issuer.asked += 1;
    if (issuer.away) throw new Error('the issuer is away');
    return { keys: issuer.keys };
  });
  return { issuer, find, pass: (seconds: number) => t.mock.timers.tick(seconds * 1000) };
}

test('keys are asked for once, however many ask', async (t) => {
  const { issuer, find } = issuerAt(t);
  const found = await Promise.all([find('first'), find('first'), find('first')]);
  assert.equal(found[0]?.type, 'public');
  assert.equal(await find('first'), found[2]);
  assert.equal(issuer.asked, 1);
});

test('a new key is found, and forged key ids do not get in its way', async (t) => {
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

test('a key that the issuer took back is good for ten minutes at most', async (t) => {
  const { issuer, find, pass } = issuerAt(t);
  await find('first');
  issuer.keys = [second];
  pass(601);
  assert.equal(await find('first'), undefined);
});

test('while the issuer is away, known keys stay good and unknown ones are an error; then it is asked again', async (t) => {
  const { issuer, find, pass } = issuerAt(t);
  await find('first');
  issuer.away = true;
  pass(601);
  assert.ok(await find('first'));
  await assert.rejects(find('second'), /away/);
  assert.equal(issuer.asked, 2);
  issuer.away = false;
  issuer.keys = [second];
  pass(1);
  assert.ok(await find('second'));
});
