/**
 * Which attempts slow down which clients: by account and network, by account, and separately for browsers an account has been
 * used in.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { createVisitors } from '../testing/visitors.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity(
    { after: (clean) => cleaning.unshift(clean) },
    { LOCKOUT_AFTER: '3', LOCKOUT_NETWORK_AFTER: '8', LOCKOUT_ACCOUNT_AFTER: '12' },
  );
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const { browserAt, visitor, logInWith, pass, freeze, forgetAll } = createVisitors(() => identity);

test('another client’s guesses lock the owner out neither elsewhere nor in a known browser on the same network', async () => {
  await forgetAll();
  const owner = browserAt('203.0.113.50');
  assert.equal((await logInWith(owner, 'demo', 'demo')).url.pathname, '/callback');
  const stranger = await visitor('203.0.113.50');
  const statuses = [];
  for (let time = 0; time < 15; time++) {
    statuses.push((await stranger('demo', `guess-${time}`)).status);
    if (time === 2) await freeze();
  }
  assert.deepEqual(new Set(statuses.slice(3)), new Set([429]));
  assert.equal((await stranger('demo', 'demo')).status, 429, 'not even with the right password');
  assert.equal(
    (await logInWith(owner, 'demo', 'demo')).url.pathname,
    '/callback',
    'a known browser on the same network',
  );
  assert.equal(
    (await (await visitor('198.51.100.9'))('demo', 'demo')).url.pathname,
    '/callback',
    'a new browser elsewhere',
  );
  assert.equal((await stranger('demo', 'demo')).status, 429, 'the guesser stays locked out');
});

test('a known browser has a counter of its own, and is known for that account only', async () => {
  await forgetAll();
  const browser = browserAt('203.0.113.51');
  await logInWith(browser, 'demo', 'demo');
  for (let time = 0; time < 3; time++) assert.equal((await logInWith(browser, 'demo', 'wrong')).status, 422);
  await freeze();
  assert.equal((await logInWith(browser, 'demo', 'demo')).status, 429);
  assert.equal((await (await visitor('203.0.113.51'))('demo', 'demo')).url.pathname, '/callback');
  for (let time = 0; time < 3; time++) assert.equal((await logInWith(browser, 'admin', 'wrong')).status, 422);
  await freeze();
  assert.equal((await (await visitor('203.0.113.51'))('admin', 'wrong')).status, 429, 'counted like any other browser');
});

test('many networks guessing one account are slowed down together; known browsers are not', async () => {
  await forgetAll();
  const owner = browserAt('192.0.2.1');
  await logInWith(owner, 'demo', 'demo');
  await forgetAll();
  for (let bot = 0; bot < 12; bot++)
    assert.equal((await (await visitor(`198.51.${bot}.1`))('demo', 'wrong')).status, 422, String(bot));
  await freeze();
  assert.equal((await (await visitor('198.51.100.1'))('demo', 'demo')).status, 429);
  assert.equal((await logInWith(owner, 'demo', 'demo')).url.pathname, '/callback');
  await pass(3_601);
  assert.equal((await (await visitor('198.51.101.1'))('demo', 'wrong')).status, 422);
  await freeze();
  assert.equal((await (await visitor('198.51.102.1'))('demo', 'wrong')).status, 429);
});

test('user name and e-mail address of one account share a counter', async () => {
  await forgetAll();
  const { people } = identity.context;
  await people.add({ login: 'twonames', password: 'correct horse', email: 'Two@Example.com', roles: ['USER'] });
  const tryIt = await visitor('203.0.113.52');
  for (const name of ['twonames', 'two@example.com', 'TwoNames'])
    assert.equal((await tryIt(name, 'wrong')).status, 422);
  await freeze();
  for (const name of ['twonames', 'two@example.com']) assert.equal((await tryIt(name, 'correct horse')).status, 429);
});
