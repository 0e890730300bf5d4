import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { until } from '@mambogo/testing/until.ts';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { jsonOf, logIn, refresh, spa, tokensFrom } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { rotateSigningKeys } from './store/signing-keys.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let one: RunningIdentity;
let other: RunningIdentity;
before(async () => {
  const settings = { KEY_PUBLISHED_FIRST_SECONDS: '600', REFRESH_TOKEN_SECONDS: '3600', KEY_ROTATION_DAYS: '10' };
  one = await startIdentity({ after: (clean) => cleaning.unshift(clean) }, settings);
  other = await one.another();
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const KeySet = z.object({ keys: z.array(z.object({ kid: z.string() })) });
const published = async (identity: RunningIdentity) =>
  KeySet.parse(await jsonOf(identity.ask('/auth/jwks'))).keys.map(({ kid }) => kid);
const signerOf = (token: string) => jwt.decode(token, { complete: true })?.header.kid;
const accepts = async ({ ask }: RunningIdentity, token: string) =>
  (await ask('/auth/userinfo', { headers: { authorization: `Bearer ${token}` } })).status === 200;
/** As if so much time had passed since every key was created. */
async function age(seconds: number): Promise<void> {
  const { database } = one.context;
  await database.query("update signing_key set created_at = created_at - $1 * interval '1 second'", [seconds]);
  for (const { context } of [one, other]) await context.rotatingProvider.renew();
}

test('tokens of the old and the new key are accepted on every instance throughout a rotation', async () => {
  const { tokens: before } = await logIn(one, 'demo', 'demo');
  const old = signerOf(before.access_token) ?? assert.fail('no key id');
  assert.deepEqual(await published(one), [old]);

  await age(10 * 86_400 + 1);
  const [, next = assert.fail('no other key was created')] = await published(one);
  assert.deepEqual(await published(other), [old, next]);
  const { tokens: meanwhile } = await logIn(other, 'demo', 'demo');
  assert.equal(signerOf(meanwhile.access_token), old, 'a key that is not known everywhere yet signs nothing');

  await age(600);
  assert.deepEqual(await published(one), [next, old]);
  const { tokens: afterwards } = await logIn(one, 'demo', 'demo');
  assert.equal(signerOf(afterwards.access_token), next);
  for (const identity of [one, other])
    for (const { access_token: token } of [before, meanwhile, afterwards]) assert.ok(await accepts(identity, token));
  const refreshed = await tokensFrom(refresh(other, spa, before.refresh_token));
  assert.equal(signerOf(refreshed.access_token), next, 'refreshed tokens are signed by the new key');

  await age(3_600);
  for (const identity of [one, other]) assert.deepEqual(await published(identity), [next]);
  assert.ok(await accepts(one, afterwards.access_token));
});

test('a worker loads keys created by another instance; discarding keys invalidates their tokens', async (t) => {
  const { tokens } = await logIn(one, 'demo', 'demo');
  const { database, secrets } = one.context;
  const kid = await rotateSigningKeys(database, secrets.signingKeysKey, true);
  const { worker } = other.context.rotatingProvider;
  worker.start();
  t.after(() => worker.stop());
  await until('the other instance publishes it', async () => (await published(other)).join() === kid);
  await one.context.rotatingProvider.renew();
  const { tokens: fresh } = await logIn(one, 'demo', 'demo');
  assert.equal(signerOf(fresh.access_token), kid);
  // A service that sees an unknown key id fetches the key set and drops keys that are no longer in it.
  for (const identity of [one, other]) {
    await until('the new key is fetched', () => accepts(identity, fresh.access_token));
    assert.equal(await accepts(identity, tokens.access_token), false);
  }
});
