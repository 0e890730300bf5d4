import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { createVisitors } from '../testing/visitors.ts';
import { completeIndexes } from './store/person-indexes.ts';

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity(
    { after: (clean) => cleaning.unshift(clean) },
    { LOCKOUT_AFTER: '3', LOCKOUT_NETWORK_AFTER: '8', LOCKOUT_ACCOUNT_AFTER: '12', SIGN_UP_NETWORK_AFTER: '3' },
  );
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const { visitor, pass, forgetAll } = createVisitors(() => identity);

for (const login of ['demo', 'nobody-at-all'])
  test(`wrong passwords for ${login} wait longer each time, and the wait expires`, async () => {
    await forgetAll();
    const tryIt = await visitor('203.0.113.1');
    for (let time = 0; time < 3; time++) assert.equal((await tryIt(login, 'wrong')).status, 422);
    for (const wait of [1, 2, 4]) {
      const early = await tryIt(login, 'demo');
      assert.equal(early.status, 429);
      assert.equal(early.headers.get('retry-after'), String(wait));
      assert.match(early.text, new RegExp(`Try again in ${wait} second`));
      await pass(wait);
      assert.equal((await tryIt(login, 'wrong')).status, 422);
    }
  });

test('the right password after the wait resets the counter', async () => {
  await forgetAll();
  const tryIt = await visitor('203.0.113.1');
  for (let time = 0; time < 3; time++) await tryIt('demo', 'wrong');
  await pass(1);
  const inside = await tryIt('demo', 'demo');
  assert.equal(inside.url.pathname, '/callback');
  const again = await visitor('203.0.113.1');
  assert.equal((await again('demo', 'wrong')).status, 422);
});

test('waits are capped at 15 minutes, and each 15 minutes without an attempt takes one off the count', async () => {
  await forgetAll();
  const { loginThrottle, people } = identity.context;
  const key = people.indexOf('somebody');
  const policy = { freeAttempts: 3, maxWaitSeconds: 900 };
  for (let time = 0; time < 40; time++) {
    await loginThrottle.count(key, policy);
    await pass(900);
  }
  await pass(-900);
  assert.equal(await loginThrottle.count(key, policy), 0, 'only four attempts are left of those');
  await identity.context.database.query('update log_in_failure set failures = 15, since = clock_timestamp()');
  const wait = await loginThrottle.count(key, policy);
  assert.ok(wait > 895 && wait <= 900, String(wait));
});

test('concurrent attempts are counted like sequential ones', async () => {
  await forgetAll();
  const other = await identity.another();
  const key = identity.context.people.indexOf('somebody');
  const waits = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      (at % 2 ? identity : other).context.loginThrottle.count(key, { freeAttempts: 3, maxWaitSeconds: 900 }),
    ),
  );
  assert.equal(waits.filter((wait) => wait === 0).length, 3);
});

test('slows down a network that tries many names; other networks and successful log-ins are not affected', async () => {
  await forgetAll();
  const tryIt = await visitor('2001:db8::1');
  for (let time = 0; time < 4; time++) {
    assert.equal((await tryIt(`name-${time}`, 'wrong')).status, 422);
    const honest = await visitor('2001:db8::1');
    assert.equal((await honest('demo', 'demo')).url.pathname, '/callback');
  }
  const neighbour = await visitor('2001:db8::ffff:2');
  for (let time = 4; time < 8; time++) assert.equal((await neighbour(`name-${time}`, 'wrong')).status, 422);
  assert.equal((await tryIt('name-8', 'wrong')).status, 429);
  const elsewhere = await visitor('2001:db8:0:1::1');
  assert.equal((await elsewhere('name-8', 'wrong')).status, 422);
});

test('the first sign-ups from one network are free, then each waits longer', async () => {
  await forgetAll();
  const statuses = [];
  for (let person = 0; person < 5; person++) {
    const signUp = await visitor('203.0.113.90', { prompt: 'create' });
    const page = await signUp(`crowd.${person}`, 'correct horse battery');
    statuses.push(page.url.pathname === '/callback' ? 'created' : page.status);
    if (person === 2) await pass(-3_600);
  }
  assert.deepEqual(statuses, ['created', 'created', 'created', 429, 429]);
  const elsewhere = await visitor('203.0.113.91', { prompt: 'create' });
  assert.equal((await elsewhere('crowd.5', 'correct horse battery')).url.pathname, '/callback');
});

test('rejects look-alike user names, and accepts mailboxes of all scripts', async () => {
  await forgetAll();
  const signUp = await visitor('203.0.113.95', { prompt: 'create' });
  assert.equal((await signUp('dem0', 'correct horse battery')).status, 409);
  assert.equal((await signUp('dеmo', 'correct horse battery')).status, 422, 'two alphabets');
  const { people, database } = identity.context;
  const login = 'jörg.müller';
  const id = await people.add({ login, password: 'correct horse', email: 'jörg@exämple.de', roles: ['USER'] });
  assert.equal(await people.authenticate('JÖRG@xn--exmple-cua.de', 'correct horse'), id);
  await database.query('update person set login_skeleton = null, email_index = null where id = $1', [id]);
  await completeIndexes(database, identity.context.secrets);
  assert.equal((await people.candidates('jörg@exämple.de'))[0]?.id, id);
  assert.equal(await people.add({ login: 'jörg.mü11er', password: 'correct horse', roles: ['USER'] }), undefined);
});

test('checking which names are taken is as slow as guessing passwords', async () => {
  await forgetAll();
  const signUp = await visitor('203.0.113.9', { prompt: 'create' });
  for (let time = 0; time < 8; time++) assert.equal((await signUp('demo', 'correct horse')).status, 409);
  const early = await signUp('demo', 'correct horse');
  assert.equal(early.status, 429);
  assert.match(early.text, /Too many tries/);
});

test('an unknown name or address takes as much work as a known one', async () => {
  const { people } = identity.context;
  await people.add({ login: 'timed', password: 'correct horse', email: 'timed@example.com', roles: ['USER'] });
  const pairs = [
    ['timed', 'not-timed'],
    ['timed@example.com', 'not-timed@example.com'],
  ] as const;
  for (const [known, unknown] of pairs) {
    const spent = { known: [] as number[], unknown: [] as number[] };
    const ratio = () => median(spent.unknown) / median(spent.known);
    const isEven = () => spent.known.length >= 15 && ratio() > 0.7 && ratio() < 1.4;
    for (let time = 0; time < 60 && !isEven(); time++) {
      spent.known.push(await cpuOf(() => people.authenticate(known, 'wrong password')));
      spent.unknown.push(await cpuOf(() => people.authenticate(unknown, 'wrong password')));
    }
    assert.ok(isEven(), `${unknown}: ${median(spent.unknown)} us, ${known}: ${median(spent.known)} us`);
  }
});

/** Microseconds of processor time of this process. */
async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
