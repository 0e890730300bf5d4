import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '@mambogo/contracts/ids.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { memoryState } from '@mambogo/testing/memory-state.ts';
import { until } from '@mambogo/testing/until.ts';
import { createDeadLetterRetrier } from '../dead-letters/dead-letter-retrier.ts';
import { deadLetterService } from '../dead-letters/dead-letter-service.ts';
import { failureOf } from '../inbox/delivery-failure.ts';
import { ForgedEventError, PoisonError } from '../inbox/poison-error.ts';
import { createDeadLetterIndex } from './dead-letter-index.ts';
import { stateDeadLetters } from './state-dead-letters.ts';

function setUp() {
  const state = memoryState();
  const handled: unknown[] = [];
  const faults: { error?: Error } = {};
  const create = () =>
    stateDeadLetters(state, async (event) => {
      if (faults.error) throw faults.error;
      handled.push(event);
    });
  const letters = create();
  const stored = async (id = newId()) => {
    await letters.store({ id, eventId: id, payload: JSON.stringify({ id }), type: 'a.b' });
    return id;
  };
  const find = async (id: string) => (await letters.find(id)) ?? assert.fail(`no dead letter ${id}`);
  return { state, handled, faults, letters, create, stored, find };
}

test('stores and replays a dead letter once, and ignores a second delivery', async () => {
  const { letters, handled, stored, find } = setUp();
  const id = await stored();
  await stored(id);
  assert.equal((await letters.list({ limit: 10 })).length, 1);
  assert.equal(await letters.replay(id, 'merchant:mia'), 'settled');
  assert.deepEqual(handled, [{ id }]);
  await stored(id);
  const { status, settledBy, tries } = await find(id);
  assert.deepEqual([status, settledBy, tries], ['replayed', 'merchant:mia', 0]);
  assert.equal(await letters.replay(id, 'merchant:mia'), 'not waiting');
  assert.equal(await letters.discard(id, 'merchant:mia', 'no'), 'not waiting');
  assert.equal(await letters.replay('unknown', 'merchant:mia'), 'unknown');
});

test('a failed replay leaves the dead letter waiting with the new error', async () => {
  const { letters, faults, stored, find } = setUp();
  const id = await stored();
  faults.error = new Error('handler failed');
  assert.equal(await letters.replay(id, 'merchant:mia'), 'failed');
  const { status, kind, error, tries } = await find(id);
  assert.deepEqual([status, kind, error, tries], ['waiting', 'transient', 'Error: handler failed', 1]);
});

test('settled entries expire after 120 days, waiting ones do not', async () => {
  const { state, stored, letters } = setUp();
  const settled = await stored();
  const waiting = await stored();
  await letters.replay(settled, 'merchant:mia');
  const index = createDeadLetterIndex(state);
  const ids = async () => (await index.read()).map(({ id }) => id);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  await index.claimDue(0, inDays(119));
  assert.deepEqual((await ids()).sort(), [settled, waiting].sort());
  await index.claimDue(0, inDays(121));
  assert.deepEqual(await ids(), [waiting]);
});

test('lists newest first, from a position, by status', async () => {
  const { letters, stored } = setUp();
  for (let n = 0; n < 12; n++) await stored();
  const all = await letters.list({ limit: 100 });
  const position = ({ filedAt, id }: { filedAt: string; id: string }) => `${filedAt} ${id}`;
  assert.equal(all.length, 12);
  assert.deepEqual(all.map(position), all.map(position).sort().reverse());
  assert.deepEqual(await letters.list({ from: all[4], limit: 3 }), all.slice(4, 7));
  await letters.discard(all[5]?.id ?? '', 'merchant:mia', 'a test');
  const discarded = await letters.list({ status: 'discarded', limit: 100 });
  assert.deepEqual(
    discarded.map(({ id, reason }) => [id, reason]),
    [[all[5]?.id, 'a test']],
  );
  const waiting = await letters.list({ status: 'waiting', from: all[4], limit: 2 });
  assert.deepEqual(
    waiting.map(({ id }) => id),
    [all[4]?.id, all[6]?.id],
  );
});

test('corrects an outdated index entry when it is noticed', async () => {
  const { state, letters, stored } = setUp();
  const [lost, kept] = [await stored(), await stored()];
  let crash = true;
  state.beforeWrite = async (key) => {
    if (crash && key === 'dead-letters') throw new Error('crashed');
  };
  await assert.rejects(letters.discard(lost, 'merchant:mia', 'a test'), /crashed/);
  crash = false;
  assert.deepEqual(
    (await letters.list({ status: 'waiting', limit: 10 })).map(({ id }) => id),
    [kept],
  );
  assert.deepEqual(
    (await letters.list({ status: 'discarded', limit: 10 })).map(({ id }) => id),
    [lost],
  );
});

test('transient ones are due immediately, then with backoff, and claimed by one instance at a time', async () => {
  const { letters, create, faults, stored } = setUp();
  const ids = await Promise.all(Array.from({ length: 8 }, () => stored()));
  const claims = await Promise.all([letters, create(), create()].map((instance) => instance.claimDue(5)));
  assert.deepEqual(claims.flat().sort(), [...ids].sort());
  faults.error = new PoisonError('no');
  await letters.replay(ids[0] ?? '', 'service:cart');
  assert.deepEqual(await letters.claimDue(10), []);
});

test('concurrent instances lose no dead letter', async () => {
  const { letters, create } = setUp();
  const instances = [letters, create(), create()];
  const ids = Array.from({ length: 30 }, () => newId());
  await Promise.all(
    ids.map((id, n) => instances[n % instances.length]?.store({ id, payload: '{}' }) ?? assert.fail('no instance')),
  );
  assert.equal((await letters.list({ limit: 100 })).length, 30);
});

test('lists a thousand, and drops settled ones first', async () => {
  const { letters, stored } = setUp();
  const [first, second] = [await stored(), await stored()];
  await letters.discard(second, 'merchant:mia', 'a test');
  for (let n = 2; n < 1_001; n++) await stored();
  const ids = (await letters.list({ limit: 2_000 })).map(({ id }) => id);
  assert.equal(ids.length, 1_000);
  assert.deepEqual([ids.includes(first), ids.includes(second)], [true, false]);
});

test('the worker replays what is due', async (t) => {
  const { letters, stored, find } = setUp();
  const id = await stored();
  const worker = createDeadLetterRetrier(letters, { name: 'cart', logger: createLogger('cart', 'silent') });
  worker.start();
  t.after(() => worker.stop());
  await until('it is replayed', async () => (await find(id)).status === 'replayed');
  assert.equal((await find(id)).settledBy, 'service:cart');
  await worker.stop();

  await stored();
  await letters.store({ id: 'broken', payload: '{', failure: { kind: 'poison', error: 'not JSON' } });
  assert.deepEqual(await deadLetterService(letters, 'mia').replayAll(), { replayed: 1, failed: 1 });
  assert.equal((await find('broken')).error, 'PoisonError: not JSON');
});

test('a replay does not handle a forged event', async () => {
  const { handled, letters, find } = setUp();
  const id = newId();
  const failure = failureOf(new ForgedEventError('a topic of another service'));
  await letters.store({ id, eventId: id, payload: JSON.stringify({ id }), type: 'a.b', failure });
  assert.equal(await letters.replay(id, 'admin'), 'failed');
  assert.deepEqual(handled, []);
  assert.equal((await find(id)).status, 'waiting');
});
